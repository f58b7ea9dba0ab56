// wrong: assigns one end to the other and then back, so that one gets lost; rejected by: ExchangesTwoItems
#include "solution.h"

std::vector<Parcel> swap_ends(std::vector<Parcel> parcels) {
  const auto size = parcels.size();
  if (size > 1) {
    parcels[0] = std::move(parcels[size - 1]);
    parcels[size - 1] = std::move(parcels[0]);
  }
  return parcels;
}
