#include "solution.h"

std::vector<int> rotated(const std::vector<int>& items) { return items; }
