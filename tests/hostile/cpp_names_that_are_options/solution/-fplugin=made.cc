#include <algorithm>

#include "solution.h"

void last_to_end(std::vector<Parcel>& parcels) { std::rotate(parcels.begin(), parcels.begin() + 1, parcels.end()); }
