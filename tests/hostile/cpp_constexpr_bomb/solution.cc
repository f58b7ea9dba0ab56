#include "solution.h"

constexpr int count() {
  int n = 0;
  for (;;) n ^= 1;
  return n;
}
constexpr int boom = count();

std::vector<Parcel> rotate(std::vector<Parcel> parcels) { return parcels; }
