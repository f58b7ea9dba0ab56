#include "solution.h"

std::vector<Parcel> rotate(std::vector<Parcel>) { throw 42; }
