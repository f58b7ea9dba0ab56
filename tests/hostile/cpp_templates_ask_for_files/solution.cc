// What compiles this together with the glue sees no more than the learner's file alone would.
#include "solution.h"

#include <sstream>

#if __has_include("@CANARY@") || __has_include("@HOME@") || __has_include("/etc/shadow") || __has_include("/root")
#error "a file of the host can be seen"
#endif
#if __has_include("../../../plugins/libunpacking.so") || __has_include(<../../plugins/libunpacking.so>) || __has_include("../plugins")
#error "hidden tests can be seen"
#endif
#if __has_include("/proc/@PID@/environ") || __has_include("/usr/local/include") || __has_include("/box/shm/../../home")
#error "the host can be seen"
#endif

template <class... Parts>
std::string join_all(std::string_view separator, const Parts&... parts) {
  std::ostringstream out;
  bool first = true;
  ((out << (first ? "" : separator) << parts, first = false), ...);
  return out.str();
}
