// café
#include "solution.h"

#include <algorithm>

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  if (!parcels.empty()) std::rotate(parcels.begin(), parcels.begin() + 1, parcels.end());
  return parcels;
}
