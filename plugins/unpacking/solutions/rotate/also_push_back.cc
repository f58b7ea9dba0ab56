// also: takes the first one out and puts it back behind the last
#include "solution.h"

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  if (parcels.empty()) return parcels;
  Parcel first = std::move(parcels.front());
  parcels.erase(parcels.begin());
  parcels.push_back(std::move(first));
  return parcels;
}
