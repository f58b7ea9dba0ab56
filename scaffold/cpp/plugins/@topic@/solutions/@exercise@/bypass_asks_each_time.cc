// bypass: asks for every name anew; rejected by: AsksOnceForEachName
#include "solution.h"

int total(const std::vector<std::string>& names, const std::function<int(const std::string&)>& price) {
  int result = 0;
  for (const auto& name : names) result += price(name);
  return result;
}
