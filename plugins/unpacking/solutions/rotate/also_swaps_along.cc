// also: neighbours change places all the way along
#include "solution.h"

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  for (std::size_t i = 1; i < parcels.size(); ++i) std::swap(parcels[i - 1], parcels[i]);
  return parcels;
}
