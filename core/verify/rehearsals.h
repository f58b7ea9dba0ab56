// Parts that are played without a box: who knows the answers by heart, and who answers anything. Thread rule: the session's.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "verify/finding.h"
#include "verify/solutions.h"
#include "verify/trials.h"

namespace kata::verify {

struct RehearsalJob {
  Submission reference;
  const report::SubmissionReport& recorded;   // of the reference, alone
  int jobs = 1;
};

// A memoriser knows every fixed call and its answer; a replayer knows everything that passed with one seed, that of `recorded`.
// Both must fail with another seed, or the answers can be learnt by heart.
void check_memory(Trials& trials, const RehearsalJob& job, std::vector<Finding>& findings);

// About 30 values that are hardly ever the answer: wrong types, huge, nested, subclasses that pretend. A test that accepts
// one in the place of another answer is reported unless `excused` gives it a reason; none may break the grader.
void check_junk(Trials& trials, const RehearsalJob& job, const std::map<std::string, std::string>& excused, std::vector<Finding>& findings);

std::vector<std::pair<std::string, Value>> junk();   // by a short name

}  // namespace kata::verify
