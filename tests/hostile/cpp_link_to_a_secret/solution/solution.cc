#include "solution.h"
#include "secret.h"

std::vector<Parcel> rotate(std::vector<Parcel> parcels) { return parcels; }
