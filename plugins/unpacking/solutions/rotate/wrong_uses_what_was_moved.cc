// wrong: moves the first one away and then uses the empty shell; rejected by: ExchangesTwoItems
#include "solution.h"

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  std::vector<Parcel> result;
  if (parcels.empty()) return result;
  Parcel first = std::move(parcels[0]);
  for (std::size_t i = 1; i < parcels.size(); ++i) result.push_back(std::move(parcels[i]));
  result.push_back(std::move(parcels.size() > 1 ? parcels[0] : first));
  return result;
}
