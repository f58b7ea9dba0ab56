// A pragma may change how code is made, and not what the compiler loads, reads or writes.
#include <algorithm>

#pragma GCC optimize("-fplugin=/box/submission/plugin.so", "-include=@CANARY@", "-fdump-tree-all=/tmp/hostile-left-dump", "-specs=@CANARY@")
#pragma GCC system_header
#include "solution.h"

__attribute__((optimize("fplugin=/box/work/plugin.so", "wrapper=/bin/sh"))) std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  if (!parcels.empty()) std::rotate(parcels.begin(), parcels.begin() + 1, parcels.end());
  return parcels;
}
