// also: peels one part after the other off the pack
#include "solution.h"

inline void write(std::ostream&, std::string_view) {}

template <class First, class... Rest>
void write(std::ostream& out, std::string_view separator, const First& first, const Rest&... rest) {
  out << first;
  if constexpr (sizeof...(rest) > 0) {
    out << separator;
    write(out, separator, rest...);
  }
}

template <class... Parts>
std::string join_all(std::string_view separator, const Parts&... parts) {
  std::ostringstream out;
  write(out, separator, parts...);
  return std::move(out).str();
}
