// wrong: believes that there is always something at the ends; rejected by: GivesNothingForNothing
#include <algorithm>

#include "solution.h"

std::vector<Parcel> swap_ends(std::vector<Parcel> parcels) {
  auto first = parcels.begin();
  auto last = parcels.end() - 1;
  Parcel held = std::move(*first);
  *first = std::move(*last);
  *last = std::move(held);
  return parcels;
}
