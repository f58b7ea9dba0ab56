#include "solution.h"

#include <cstddef>

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  std::size_t* count = nullptr;
  *count = parcels.size();
  return parcels;
}
