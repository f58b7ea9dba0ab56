// wrong: leaves out parts that write nothing; rejected by: KeepsAnEmptyPart
#include "solution.h"

template <class... Parts>
std::string join_all(std::string_view separator, const Parts&... parts) {
  std::string text;
  const auto add = [&](const auto& part) {
    std::ostringstream out;
    out << part;
    if (out.str().empty()) return;
    if (!text.empty()) text += separator;
    text += out.str();
  };
  (add(parts), ...);
  return text;
}
