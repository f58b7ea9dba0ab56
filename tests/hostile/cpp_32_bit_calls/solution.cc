#include <algorithm>

#include "solution.h"


std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  // getpid by its number of 32-bit programs
  long result = 20;
  asm volatile("int $0x80" : "+a"(result) : : "memory");
  if (!parcels.empty()) std::rotate(parcels.begin(), parcels.begin() + 1, parcels.end());
  return parcels;
}
