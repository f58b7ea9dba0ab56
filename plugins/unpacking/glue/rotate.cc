#include <kata/cpp/bridge.h>

#include "solution.h"

namespace {

std::vector<std::string> rotated(std::vector<std::string> labels) {
  std::vector<Parcel> parcels;
  parcels.reserve(labels.size());
  for (auto& label : labels) parcels.emplace_back(std::move(label));
  std::vector<std::string> result;
  for (const auto& parcel : rotate(std::move(parcels))) result.push_back(parcel.label());
  return result;
}

}  // namespace

KATA_EXPORT_AS("rotate", rotated, "parcels");
KATA_EXPORT_AS("copies", [] { return Parcel::copies(); });
