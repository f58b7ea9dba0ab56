// bypass: copies every parcel into a new row; rejected by: CopiesNothing
#include "solution.h"

std::vector<Parcel> swap_ends(std::vector<Parcel> parcels) {
  std::vector<Parcel> result;
  for (std::size_t i = 0; i < parcels.size(); ++i) {
    const bool end = i == 0 || i + 1 == parcels.size();
    result.push_back(parcels[end ? parcels.size() - 1 - i : i]);
  }
  return result;
}
