#include <iostream>
#include "solution.h"

std::vector<int> rotate(const std::vector<int>& items) {
  for (;;) std::cout << "still rotating\n";
}
