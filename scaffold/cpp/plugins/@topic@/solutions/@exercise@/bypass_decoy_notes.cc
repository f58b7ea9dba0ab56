// bypass: writes the prices down and never looks there; rejected by: AsksOnceForEachName
#include <map>

#include "solution.h"

int total(const std::vector<std::string>& names, const std::function<int(const std::string&)>& price) {
  std::map<std::string, int> known;
  int result = 0;
  for (const auto& name : names) result += known[name] = price(name);
  return result;
}
