// How a piece of the learner's code ended, as the grader is told.
#pragma once

#include "kata/value.h"
#include "language/python/ref.h"

namespace kata::python {

// Forgets what an earlier request was stuck at or blocked by.
void begin_outcome();

// ["value", …], or if `result` is null what is being raised: ["raised", …]; ["blocked", …] and ["stuck", …] come first.
Value outcome_of(const Ref& result);
Value raised_outcome();
Value too_large();

// What the learner's code wrote reaches the pipes, also when it replaced sys.stdout.
void flush_output();

}  // namespace kata::python
