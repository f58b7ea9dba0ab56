// bypass: the turn without copies stands in a function that is never called; rejected by: CopiesNothing
#include <algorithm>

#include "solution.h"

[[maybe_unused]] static void turn(std::vector<Parcel>& parcels) {
  std::rotate(parcels.begin(), std::next(parcels.begin()), parcels.end());
}

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  std::vector<Parcel> result;
  for (std::size_t i = 0; i < parcels.size(); ++i) result.push_back(parcels[(i + 1) % parcels.size()]);
  return result;
}
