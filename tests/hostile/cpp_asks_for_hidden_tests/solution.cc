#include <algorithm>

#include "solution.h"

#if __has_include("../plugins/libunpacking.so") || __has_include("../../../plugins/unpacking/tests/rotate_test.cc")
#error "hidden tests can be seen"
#endif
#if __has_include(<kata/../../../plugins/libunpacking.so>) || __has_include(<../../plugins/libunpacking.so>)
#error "hidden tests can be seen"
#endif

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  if (!parcels.empty()) std::rotate(parcels.begin(), parcels.begin() + 1, parcels.end());
  return parcels;
}
