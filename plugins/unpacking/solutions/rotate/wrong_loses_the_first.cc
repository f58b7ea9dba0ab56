// wrong: erases the first one before it was put anywhere; rejected by: LeavesASingleItemAlone
#include "solution.h"

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  if (parcels.size() > 0) {
    parcels.erase(parcels.begin());
    if (!parcels.empty()) parcels.push_back(parcels.front());
  }
  return parcels;
}
