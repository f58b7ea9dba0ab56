// also: a third place holds one end meanwhile
#include "solution.h"

std::vector<Parcel> swap_ends(std::vector<Parcel> parcels) {
  if (parcels.size() < 2) return parcels;
  auto& first = parcels.front();
  auto& last = parcels.back();
  Parcel held = std::move(first);
  first = std::exchange(last, std::move(held));
  return parcels;
}
