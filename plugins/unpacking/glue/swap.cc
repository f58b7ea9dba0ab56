#include <kata/cpp/bridge.h>

#include <cstddef>

#include "solution.h"

namespace {

std::vector<Parcel> pack(const std::vector<std::string>& labels) {
  std::vector<Parcel> parcels;
  parcels.reserve(labels.size());
  for (const auto& label : labels) parcels.emplace_back(label);
  return parcels;
}

std::vector<std::string> read(const std::vector<Parcel>& parcels) {
  std::vector<std::string> labels;
  for (const auto& parcel : parcels) labels.push_back(parcel.label());
  return labels;
}

std::vector<std::string> exchanged(std::vector<std::string> labels) { return read(swap_ends(pack(labels))); }

int moves_in_the_middle(std::vector<std::string> labels) {
  const auto parcels = swap_ends(pack(labels));
  int moves = 0;
  for (std::size_t i = 1; i + 1 < parcels.size(); ++i) moves += parcels[i].moves();
  return moves;
}

}  // namespace

KATA_EXPORT_AS("swap_ends", exchanged, "parcels");
KATA_EXPORT(moves_in_the_middle, "parcels");
KATA_EXPORT_AS("copies", [] { return Parcel::copies(); });
