// bypass: a stream and a string for every part, then a loop; rejected by: WritesAllIntoOneStream
#include <vector>

#include "solution.h"

template <class Part>
std::string text_of(const Part& part) {
  std::ostringstream out;
  out << part;
  return out.str();
}

template <class... Parts>
std::string join_all(std::string_view separator, const Parts&... parts) {
  const std::vector<std::string> texts{text_of(parts)...};
  std::string result;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) result += separator;
    result += texts[i];
  }
  return result;
}
