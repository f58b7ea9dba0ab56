#include "session/repeating.h"

#include <algorithm>
#include <csignal>

namespace kata {
namespace {

using report::TestReport;
using report::TestVerdict;

// A busy machine can be why the clock ran out while little was computed. It can't be where the CPU time itself was used
// up, or where everything slept: repeating that would only cost the same again.
bool is_starved(const TestReport& test, std::chrono::microseconds test_time) {
  if (test.waiting || std::chrono::microseconds(test.cpu_us) >= test_time * 9 / 10) return false;
  const bool called = std::any_of(test.mismatches.begin(), test.mismatches.end(), [](const auto& one) { return one.kind == "blocked"; });
  return test.verdict == TestVerdict::timed_out || (test.verdict == TestVerdict::blocked_loop && !called);
}

bool is_cheap(TestVerdict verdict) {
  return verdict == TestVerdict::failed || verdict == TestVerdict::raised || verdict == TestVerdict::crashed ||
         verdict == TestVerdict::ended_early || verdict == TestVerdict::broken_channel;
}

}  // namespace

bool was_killed(const report::SubmissionReport& report) {
  const auto killed = [](const TestReport& test) { return test.verdict == TestVerdict::crashed && test.signal == SIGKILL; };
  return report.load.signal == SIGKILL || std::any_of(report.tests.begin(), report.tests.end(), killed);
}

bool was_starved(const report::SubmissionReport& report, std::chrono::microseconds test_time) {
  return std::any_of(report.tests.begin(), report.tests.end(), [&](const auto& test) { return is_starved(test, test_time); });
}

bool was_limited(const report::SubmissionReport& report) {
  if (report.load.reason == "timed_out" || report.load.reason == "out_of_memory") return true;
  return std::any_of(report.tests.begin(), report.tests.end(), [](const auto& test) { return test.verdict == TestVerdict::out_of_memory; });
}

std::vector<std::string> may_be_flaky(const report::SubmissionReport& report) {
  std::vector<std::string> names;
  for (const TestReport& test : report.tests) {
    if (is_cheap(test.verdict)) names.push_back(test.info.name);
  }
  return names;
}

void compare(report::SubmissionReport& first, const report::SubmissionReport& again) {
  for (TestReport& test : first.tests) {
    test.flaky = is_cheap(test.verdict) && std::any_of(again.tests.begin(), again.tests.end(), [&](const TestReport& other) {
      return other.info.name == test.info.name && other.verdict == TestVerdict::passed;
    });
  }
}

}  // namespace kata
