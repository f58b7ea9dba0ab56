#include "solution.h"

const unsigned char secret[] = {
#embed "@CANARY@"
};

std::vector<Parcel> rotate(std::vector<Parcel> parcels) { return parcels; }
