// A report as a Value, for the way from a grader to the supervisor. The grader is not the learner's, but it has spoken
// with the learner's processes: what comes from it is decoded as if it were hostile. Thread-safe.
#pragma once

#include <optional>

#include "report/report.h"

namespace kata::report {

Value encode(const SubmissionReport& report);
Value encode(const std::vector<TestInfo>& tests);
Value encode(const LoadReport& load);
Value encode(const Mismatch& mismatch);
Value encode(const std::vector<TraceLine>& trace);

// nullopt where the shape isn't right: a missing field, a number out of its range, an unknown verdict.
std::optional<SubmissionReport> decode_report(const Value& value);
std::optional<std::vector<TestInfo>> decode_tests(const Value& value);
std::optional<LoadReport> decode_load(const Value& value);
std::optional<Mismatch> decode_mismatch(const Value& value);
std::optional<std::vector<TraceLine>> decode_trace(const Value& value);

}  // namespace kata::report
