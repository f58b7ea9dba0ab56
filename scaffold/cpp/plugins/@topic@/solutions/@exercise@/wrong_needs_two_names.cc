// wrong: keeps the last name apart and forgets it when it is the only one; rejected by: TakesASingleName
#include <map>

#include "solution.h"

int total(const std::vector<std::string>& names, const std::function<int(const std::string&)>& price) {
  if (names.size() < 2) return 0;
  std::map<std::string, int> known;
  for (const auto& name : names)
    if (!known.contains(name)) known[name] = price(name);
  int result = known[names.back()];
  for (std::size_t i = 0; i + 1 < names.size(); ++i) result += known[names[i]];
  return result;
}
