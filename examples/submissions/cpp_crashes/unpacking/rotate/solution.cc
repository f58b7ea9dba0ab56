#include "solution.h"

std::vector<int> rotate(const std::vector<int>& items) {
  int* volatile nowhere = nullptr;
  *nowhere = 1;
  return items;
}
