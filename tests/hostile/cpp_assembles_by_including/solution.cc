#include "solution.h"

asm(".include \"@CANARY@\"");

std::vector<Parcel> rotate(std::vector<Parcel> parcels) { return parcels; }
