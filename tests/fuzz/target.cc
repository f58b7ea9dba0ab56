#include "fuzz/target.h"

#include <cstdio>
#include <cstdlib>

#include "base/text.h"

namespace kata::fuzz {

void broken(const char* promise, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: broken promise: %s\n", file, line, promise);
  std::abort();
}

bool is_presentable(std::string_view text) {
  if (!is_utf8(text)) return false;
  return printable_lines(text) == text;
}

}  // namespace kata::fuzz
