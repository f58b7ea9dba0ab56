// The verdict on one test, from what the hidden test saw and how its processes ended.
#pragma once

#include <optional>

#include "grader/channel.h"
#include "report/report.h"
#include "sandbox/box.h"

namespace kata::grader {

struct Seen {
  TestOutcome outcome;
  sandbox::Ended ended;         // of the child that decided: the first that didn't end as it should, else the last
  BoxChannel::State channel = BoxChannel::State::good;   // the worst of all channels
  std::vector<TraceLine> where;   // it was when it ended, by its own words
  bool blocked_loop = false;      // its event loop has not turned for most of that time
};

// nullopt: our own fault (or the author's); author_text says what there is to say.
std::optional<report::TestVerdict> judge(const Seen& seen);

// The verdict's details (signal, exit code, system call, trace) from `seen` into `report`.
void describe(const Seen& seen, report::TestReport& report);

}  // namespace kata::grader
