// wrong: turns the whole row around; rejected by: KeepsTheMiddleInOrder
#include <algorithm>

#include "solution.h"

std::vector<Parcel> swap_ends(std::vector<Parcel> parcels) {
  std::reverse(parcels.begin(), parcels.end());
  return parcels;
}
