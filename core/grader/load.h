// The first thing that happens to a submission: it is loaded.
#pragma once

#include "grader/channel.h"
#include "kata/plugin.h"
#include "report/report.h"
#include "sandbox/box.h"

namespace kata::grader {

struct Loaded {
  report::LoadReport report;   // reason "": it is ready for tests
  bool left_threads = false;   // then each test needs a module of its own
};

// `fresh`: each test will load the module anew. Throws Error when the box is gone.
Loaded load(sandbox::Box& box, const sandbox::Limits& limits, bool fresh);

// A child for which the module is loaded anew says first how that went. The submission was judged by its first load.
void skip_load(const sandbox::Box& box, BoxChannel& channel);

// A trace as it comes in an outcome; what isn't one is left out.
std::vector<TraceLine> read_trace(const Value& value);

// The name of a system call by its number, "" where it is unknown.
std::string syscall_name(int number);

}  // namespace kata::grader
