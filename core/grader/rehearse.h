// Hidden tests against a part that is played without a box: what a submission would answer that has only seen the answers,
// or that answers anything. So an author learns which tests look at what they get. Thread rule: one thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "grader/grader.h"

namespace kata::grader {

// What is known of one run of the tests, by test: report::TestReport::transcript. Each test is played as it went for as
// long as the test says the same; from the first difference on a request that was ever answered gets that answer, and
// any other what a submission without that function would give. With `junk` every request is answered with that value, but
// for the facts of the syntax, which come from a process of ours.
struct Part {
  std::map<std::string, std::vector<Value>> transcripts;
  std::optional<Value> junk;
};

// Never throws: what is our fault is an internal_error with the reason in load.fault.
report::SubmissionReport rehearse(Topic& topic, const Job& job, const Part& part);

Value encode(const Part& part);
std::optional<Part> decode_part(const Value& value);

}  // namespace kata::grader
