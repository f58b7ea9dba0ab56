// wrong: keeps the prices for the next call as well; rejected by: AsksAnewInTheNextCall
#include <map>

#include "solution.h"

int total(const std::vector<std::string>& names, const std::function<int(const std::string&)>& price) {
  static std::map<std::string, int> known;
  int result = 0;
  for (const auto& name : names) {
    if (!known.contains(name)) known[name] = price(name);
    result += known[name];
  }
  return result;
}
