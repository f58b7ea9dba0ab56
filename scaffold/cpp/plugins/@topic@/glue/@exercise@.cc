// What the hidden tests may call of a C++ submission, compiled once against the declared header. Any function will do:
// one of your own that tries out a class of the learner's, for instance.
#include <kata/cpp/bridge.h>

#include "solution.h"

KATA_EXPORT(total, "names", "price");
