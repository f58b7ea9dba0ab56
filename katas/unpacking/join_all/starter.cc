#include "solution.h"

template <class... Parts>
std::string join_all(std::string_view separator, const Parts&... parts) {
  // Your code goes here.
  return {};
}
