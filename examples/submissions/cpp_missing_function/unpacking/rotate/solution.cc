#include "solution.h"

std::vector<Parcel> rotated(std::vector<Parcel> items) { return items; }
