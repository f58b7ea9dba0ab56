// What an exercise's limits mean for a box.
#pragma once

#include "base/sanitized.h"
#include "catalog/catalog.h"
#include "sandbox/box.h"
#include "session/loop.h"

namespace kata {

inline sandbox::Limits box_limits(const catalog::Limits& limits) {
  const auto time = limits.time * kMoreTime;
  return {.cpu = time, .wall = time * 3, .memory = limits.memory * kMoreMemory, .processes = limits.processes, .files = limits.files};
}

// How long a step of a grader may take before the supervisor ends it, as a fault of ours. A box's limit is in time that was its own;
// the grader may take twice that, and a busy machine as much.
inline Loop::Clock::duration step_time(const sandbox::Limits& limits) { return 5 * limits.wall + std::chrono::seconds(5); }

}  // namespace kata
