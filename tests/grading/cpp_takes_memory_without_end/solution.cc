#include "solution.h"

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  std::vector<std::vector<char>> kept;
  for (;;) kept.emplace_back(1 << 20, 'x');
  return parcels;
}
