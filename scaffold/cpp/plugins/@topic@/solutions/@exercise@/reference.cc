// reference
#include <map>

#include "solution.h"

int total(const std::vector<std::string>& names, const std::function<int(const std::string&)>& price) {
  std::map<std::string, int> known;
  int result = 0;
  for (const auto& name : names) {
    const auto [entry, is_new] = known.try_emplace(name);
    if (is_new) entry->second = price(name);
    result += entry->second;
  }
  return result;
}
