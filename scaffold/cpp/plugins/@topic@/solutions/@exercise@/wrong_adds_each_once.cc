// wrong: takes "ask once" for "add once"; rejected by: CountsARepeatedNameEachTime
#include <set>

#include "solution.h"

int total(const std::vector<std::string>& names, const std::function<int(const std::string&)>& price) {
  int result = 0;
  for (const auto& name : std::set<std::string>(names.begin(), names.end())) result += price(name);
  return result;
}
