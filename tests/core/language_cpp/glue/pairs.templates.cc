#include "pairs.h"

#include "solution.cc"

std::pair<int, int> swap_ints(std::pair<int, int> pair) { return swapped(pair); }
std::pair<std::string, int> swap_mixed(std::pair<int, std::string> pair) { return swapped(pair); }
