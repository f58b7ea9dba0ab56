#include "solution.h"

std::vector<int> rotate(const std::vector<int>& items) {
  for (volatile int turns = 0;; turns = turns + 1) {
  }
}
