// wrong: exchanges the copies that a structured binding made; rejected by: ExchangesFirstAndLast
#include <tuple>

#include "solution.h"

std::vector<Parcel> swap_ends(std::vector<Parcel> parcels) {
  if (parcels.size() < 2) return parcels;
  auto [first, last] = std::make_tuple(parcels.front(), parcels.back());
  std::swap(first, last);
  return parcels;
}
