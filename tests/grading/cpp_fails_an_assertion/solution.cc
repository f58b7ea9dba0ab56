#include "solution.h"

#include <cassert>

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  assert(parcels.size() > 1000);
  return parcels;
}
