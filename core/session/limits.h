// What an exercise's limits mean for a box.
#pragma once

#include "catalog/catalog.h"
#include "sandbox/box.h"
#include "session/loop.h"

namespace kata {

inline sandbox::Limits box_limits(const catalog::Limits& limits) {
  return {.cpu = limits.time, .wall = limits.time * 3, .memory = limits.memory, .processes = limits.processes, .files = limits.files};
}

// How long a step of a grader may take before the supervisor ends it: the box's own limit and a margin for a busy machine.
inline Loop::Clock::duration step_time(const sandbox::Limits& limits) { return limits.wall + std::chrono::seconds(5); }

}  // namespace kata
