// wrong: takes every part by value; rejected by: CopiesNoPart
#include "solution.h"

template <class... Parts>
std::string join_all(std::string_view separator, Parts... parts) {
  std::ostringstream out;
  bool first = true;
  ((out << (first ? "" : separator) << parts, first = false), ...);
  return out.str();
}
