// kata run: one call of a learner's function in a box, with nothing to compare it to. Thread rule: one thread, the
// loop's.
#pragma once

#include <functional>

#include "session/compiling.h"
#include "session/session.h"
#include "session/workers.h"

namespace kata {

struct Calling {
  Loop& loop;
  Workers& workers;
  Compiling& compiling;
  const catalog::Topic& topic;
  const Submission& submission;
  const RunOptions& options;
};

// Throws Error for a call that can't be read, and where `cancelled` becomes true.
RunResult run_call(const Calling& calling, const std::function<bool()>& cancelled);

}  // namespace kata
