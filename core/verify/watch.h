// A Python reference that is watched while it is tested (helper/watch.py). Thread rule: the session's.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "verify/helper.h"
#include "verify/inputs.h"
#include "verify/trials.h"

namespace kata::verify {

struct WatchJob {
  Submission reference;
  const std::map<std::string, std::string>& excused;   // Excuses::inputs
  int jobs = 1;
};

// What its functions are given. Where that are lists, dicts or sets, some test must reject the same reference with a change of
// those once their function is over: who changes what belongs to the caller is found.
Notes watch(Trials& trials, const Helper& helper, const WatchJob& job, std::vector<Finding>& findings);

}  // namespace kata::verify
