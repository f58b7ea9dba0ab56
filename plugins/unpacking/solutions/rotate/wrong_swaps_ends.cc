// wrong: takes an exchange of the ends for a turn; rejected by: MovesTheFirstItemToTheEnd
#include "solution.h"

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  if (parcels.size() > 1) {
    std::swap(parcels.front(), parcels.back());
  }
  return parcels;
}
