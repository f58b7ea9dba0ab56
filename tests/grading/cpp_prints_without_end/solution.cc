#include "solution.h"

#include <cstdio>

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  std::puts("the first of many lines");
  for (;;) std::puts("and another");
  return parcels;
}
