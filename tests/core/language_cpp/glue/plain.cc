#include <kata/cpp/bridge.h>

#include "solution.h"

KATA_EXPORT(rotate, "items");
