// bypass: moves every parcel into a new row; rejected by: LeavesTheMiddleInItsPlace
#include <iterator>

#include "solution.h"

std::vector<Parcel> swap_ends(std::vector<Parcel> parcels) {
  if (parcels.size() < 2) return parcels;
  std::vector<Parcel> result;
  result.reserve(parcels.size());
  result.push_back(std::move(parcels.back()));
  std::move(parcels.begin() + 1, parcels.end() - 1, std::back_inserter(result));
  result.push_back(std::move(parcels.front()));
  return result;
}
