#include "solution.h"

std::vector<Parcel> rotate(std::vector<Parcel> items) {
  if (items.empty()) return items;
  Parcel first = std::move(items.front());
  items.erase(items.begin());
  items.push_back(std::move(first));
  return items;
}
