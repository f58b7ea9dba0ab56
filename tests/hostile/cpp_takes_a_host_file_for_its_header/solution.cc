#pragma GCC pch_preprocess "@CANARY@"
#include "solution.h"

std::vector<Parcel> rotate(std::vector<Parcel> parcels) { return parcels; }
