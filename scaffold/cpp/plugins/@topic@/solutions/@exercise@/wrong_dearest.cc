// wrong: gives the highest price instead of the sum; rejected by: AddsThePrices
#include <algorithm>
#include <set>

#include "solution.h"

int total(const std::vector<std::string>& names, const std::function<int(const std::string&)>& price) {
  int result = 0;
  for (const auto& name : std::set<std::string>(names.begin(), names.end())) result = std::max(result, price(name));
  return result;
}
