// wrong: takes an empty text so far for "nothing was written yet"; rejected by: KeepsAnEmptyFirstPart
#include "solution.h"

template <class... Parts>
std::string join_all(std::string_view separator, const Parts&... parts) {
  std::ostringstream out;
  const auto add = [&](const auto& part) {
    if (out.tellp() > 0) out << separator;
    out << part;
  };
  (add(parts), ...);
  return out.str();
}
