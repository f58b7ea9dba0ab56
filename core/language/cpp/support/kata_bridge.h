// Precompiled for exercises in which the learner writes templates, where their file and the glue are compiled as one.
#include "kata_usual.h"

#include <kata/cpp/bridge.h>
