// wrong: brings the last one to the front; rejected by: MovesTheFirstItemToTheEnd
#include <algorithm>

#include "solution.h"

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  std::rotate(parcels.rbegin(), parcels.rbegin() + (parcels.empty() ? 0 : 1), parcels.rend());
  return parcels;
}
