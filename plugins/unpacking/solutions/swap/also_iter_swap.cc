// also: exchanges what two iterators point to
#include <algorithm>
#include <iterator>

#include "solution.h"

std::vector<Parcel> swap_ends(std::vector<Parcel> parcels) {
  if (!parcels.empty()) std::iter_swap(parcels.begin(), std::prev(parcels.end()));
  return parcels;
}
