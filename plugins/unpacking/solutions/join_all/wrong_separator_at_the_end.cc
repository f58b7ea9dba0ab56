// wrong: writes the separator behind every part, also the last; rejected by: WritesNoSeparatorAtTheEnds
#include "solution.h"

template <class... Parts>
std::string join_all(std::string_view separator, const Parts&... parts) {
  std::ostringstream out;
  ((out << parts << separator), ...);
  return out.str();
}
