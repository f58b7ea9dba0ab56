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

// How long a step of a grader may take before the supervisor ends it: the box's own limit and a margin for a busy machine.
inline Loop::Clock::duration step_time(const sandbox::Limits& limits) { return limits.wall + std::chrono::seconds(5); }

}  // namespace kata
