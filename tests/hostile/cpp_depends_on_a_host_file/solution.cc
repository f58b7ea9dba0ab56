// It compiles where the file is there, and tells by a warning which of both is newer.
#include "solution.h"
#pragma GCC dependency "@CANARY@"

std::vector<Parcel> rotate(std::vector<Parcel> parcels) { return parcels; }
