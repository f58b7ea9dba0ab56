#include <kata/cpp/bridge.h>

#include "solution.cc"

KATA_EXPORT_AS("swap_ints", [](std::pair<int, int> pair) { return swapped(pair); }, "pair");
