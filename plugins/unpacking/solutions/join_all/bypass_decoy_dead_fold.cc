// bypass: the fold over one stream is never reached; rejected by: WritesAllIntoOneStream
#include <vector>

#include "solution.h"

template <class... Parts>
std::string join_all(std::string_view separator, const Parts&... parts) {
  if (sizeof...(parts) > 1000) {
    std::ostringstream out;
    ((out << parts << separator), ...);
    return out.str();
  }
  std::vector<std::string> texts;
  const auto keep = [&](const auto& part) {
    std::ostringstream out;
    out << part;
    texts.push_back(out.str());
  };
  (keep(parts), ...);
  std::string result;
  for (const auto& text : texts) result += &text == &texts.front() ? text : std::string(separator) + text;
  return result;
}
