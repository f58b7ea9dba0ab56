#include "solution.h"

std::vector<Parcel> rotate(std::vector<Parcel> items) {
  std::vector<std::vector<char>> hoard;
  for (;;) hoard.emplace_back(1 << 20, 'x');
}
