// wrong: goes down the pack before it writes, so the last part comes first; rejected by: JoinsInOrder
#include "solution.h"

inline void write(std::ostream&, std::string_view) {}

template <class First, class... Rest>
void write(std::ostream& out, std::string_view separator, const First& first, const Rest&... rest) {
  write(out, separator, rest...);
  if (sizeof...(rest) > 0) out << separator;
  out << first;
}

template <class... Parts>
std::string join_all(std::string_view separator, const Parts&... parts) {
  std::ostringstream out;
  write(out, separator, parts...);
  return out.str();
}
