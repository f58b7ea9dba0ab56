#include "pairs.h"

#include <kata/cpp/bridge.h>

KATA_EXPORT(swap_ints, "pair");
KATA_EXPORT(swap_mixed, "pair");
