// In a zygote that is built so that its fences can fall: the numbers of those that do are its only argument, "--fallen=3,7".
#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <set>
#include <string_view>

#include "base/fence.h"

namespace kata {
namespace {

// Before main() and before any root is changed.
const std::set<int> fallen = [] {
  char line[4096] = {};
  const int file = ::open("/proc/self/cmdline", O_RDONLY | O_CLOEXEC);
  const ssize_t size = ::read(file, line, sizeof line - 1);
  ::close(file);
  const std::string_view words(line, size > 0 ? static_cast<std::size_t>(size) : 0);
  std::set<int> out;
  const auto at = words.find("--fallen=");
  if (at == words.npos) return out;
  for (char* number = line + at + 9; *number; number += *number == ',') out.insert(static_cast<int>(std::strtol(number, &number, 10)));
  return out;
}();

}  // namespace

bool stands(Fence fence) { return !fallen.contains(static_cast<int>(fence)); }

}  // namespace kata
