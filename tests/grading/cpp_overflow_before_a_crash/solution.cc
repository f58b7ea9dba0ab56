#include "solution.h"

#include <climits>

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  std::vector<int> places(1, 0);
  int place = INT_MAX - static_cast<int>(parcels.size());
  for (std::size_t i = 0; i <= parcels.size(); ++i) ++place;
  places.data()[place] = 1;
  return parcels;
}
