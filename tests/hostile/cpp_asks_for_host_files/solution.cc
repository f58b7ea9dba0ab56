#include <algorithm>

#include "solution.h"

#if __has_include("@CANARY@") || __has_include("@HOME@") || __has_include("/etc/shadow") || __has_include("/root")
#error "a file of the host can be seen"
#endif
#if __has_include("/proc/@PID@/environ") || __has_include("/proc/1/environ@") || __has_include("/usr/local/include")
#error "a process of the host can be seen"
#endif

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  if (!parcels.empty()) std::rotate(parcels.begin(), parcels.begin() + 1, parcels.end());
  return parcels;
}
