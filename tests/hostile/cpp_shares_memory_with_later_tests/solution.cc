#include "solution.h"

#include <algorithm>
#include <stdexcept>
#include <sys/mman.h>

namespace {
volatile char* counter = static_cast<char*>(mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
bool first = true;
}  // namespace

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  if (first && *counter) throw std::runtime_error("another test was here");
  first = false;
  *counter = 1;
  if (!parcels.empty()) std::rotate(parcels.begin(), parcels.begin() + 1, parcels.end());
  return parcels;
}
