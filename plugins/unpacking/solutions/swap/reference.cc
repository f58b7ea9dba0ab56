// reference
#include "solution.h"

std::vector<Parcel> swap_ends(std::vector<Parcel> parcels) {
  if (!parcels.empty()) std::swap(parcels.front(), parcels.back());
  return parcels;
}
