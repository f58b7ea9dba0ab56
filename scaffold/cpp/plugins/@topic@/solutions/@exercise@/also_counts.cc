// also: counts the names first, then asks for each
#include <map>

#include "solution.h"

int total(const std::vector<std::string>& names, const std::function<int(const std::string&)>& price) {
  std::map<std::string, int> counts;
  for (const auto& name : names) ++counts[name];
  int result = 0;
  for (const auto& [name, count] : counts) result += price(name) * count;
  return result;
}
