#include "solution.h"

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  std::vector<int> places(3, 0);
  places[100'000'000] = static_cast<int>(parcels.size());
  return parcels;
}
