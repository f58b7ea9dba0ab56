#include "solution.h"

std::vector<int> rotate(const std::vector<int>& items) {
  if (items.empty()) return {};
  std::vector<int> rotated(items.begin() + 1, items.end());
  rotated.push_back(items.front());
  return rotated;
}
