// bypass: puts a copy of the first one at the end; rejected by: CopiesNothing
#include "solution.h"

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  if (parcels.empty()) return parcels;
  parcels.push_back(Parcel(parcels.front()));
  parcels.erase(parcels.begin());
  return parcels;
}
