// What is worth a second try: where a report may say more of the machine than of the submission, and where it may say more of
// chance than of the code.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "report/report.h"

namespace kata {

// Nobody of ours sends SIGKILL to what a learner is judged by, but the kernel does where the machine has no memory left, and an
// operator may: whoever really kills himself does so again.
bool was_killed(const report::SubmissionReport& report);

// A test's clock ran out while it wanted to compute, and could only a part of `test_time`, the CPU time that it may use.
bool was_starved(const report::SubmissionReport& report, std::chrono::microseconds test_time);
// The others of a batch may have taken what it needed.
bool was_limited(const report::SubmissionReport& report);

// The tests of a graded submission that failed in a way that chance can be the reason for, at little cost.
std::vector<std::string> may_be_flaky(const report::SubmissionReport& report);

// Marks as flaky what passed in `again`, which had the same seed.
void compare(report::SubmissionReport& first, const report::SubmissionReport& again);

}  // namespace kata
