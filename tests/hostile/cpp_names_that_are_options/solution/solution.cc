#include "solution.h"

void first_to_end(std::vector<Parcel>& parcels);

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  first_to_end(parcels);
  return parcels;
}
