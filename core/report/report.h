// What grading a submission gives: data only, no words. Rendered to people's words by report/message.h.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.h"
#include "kata/plugin.h"

namespace kata::report {

// Stored and printed by name; append only.
enum class TestVerdict : std::uint8_t {
  passed, failed, raised, timed_out, out_of_memory, too_much_output, crashed, ended_early, forbidden, blocked_loop,
  broken_channel, skipped,
};
enum class SubmissionVerdict : std::uint8_t { graded, does_not_compile, does_not_import, not_a_submission, internal_error };
std::string_view name(TestVerdict verdict);
std::string_view name(SubmissionVerdict verdict);

// An exact fraction of points, always in lowest terms with a positive denominator.
struct Points {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
  std::string text() const;   // two decimals, half up: "3.33"
  double number() const;      // the same, for JSON
  Points& operator+=(const Points& other);
  bool operator==(const Points&) const = default;
};
Points fraction(std::int64_t numerator, std::int64_t denominator);   // in lowest terms; denominator > 0

struct TestReport {
  TestInfo info;
  TestVerdict verdict = TestVerdict::skipped;
  std::vector<Mismatch> mismatches;
  Points points, max_points;
  bool waiting = false;        // timed_out, blocked_loop at the time limit: it was asleep rather than computing
  bool flaky = false;          // not passed, but run once more with the same seed it was
  int signal = 0;              // crashed
  int exit_code = 0;           // ended_early
  std::string syscall;         // forbidden: its name
  std::vector<TraceLine> trace;   // where it was when it timed out or blocked the loop
  std::string explanation;     // crashed C++: what the sanitizer run said, cut to the learner's lines
  std::string out, err;        // captured, at most 64 KiB each
  std::int64_t wall_us = 0, cpu_us = 0;
  std::uint64_t memory_bytes = 0;
  std::int64_t cases = 0;      // property cases run
  std::string author_text;
  std::vector<Value> transcript;   // of what was recorded for an author: ["sent" or "came", frame] each
};

// What stops a submission before its tests.
struct LoadReport {
  // One of (append only): "", raised, ended_early, crashed, timed_out, out_of_memory, too_much_output, forbidden, syntax,
  // compile, missing_file, empty_file, too_large, not_text, wrong_language, unreadable, unknown_exercise, internal,
  // broken_channel (it meddled with what Kata reads from it).
  std::string reason;
  Value error;                 // raised and syntax: the exception
  std::vector<TraceLine> trace;
  std::string detail;          // of C++: the compiler's whole text; syntax: what of a newer Python it looks like, as in
                               // kata/frames.h
  Fault fault;                 // internal: what failed; of what is no submission: why, or the name that is unknown
  struct Diagnostic { std::int64_t line = 0, column = 0; std::string level, text; };
  std::vector<Diagnostic> diagnostics;   // compile: in the learner's own lines
  int signal = 0, exit_code = 0;
  std::string syscall;
  std::string out, err;
};

struct SubmissionReport {
  std::string submission;      // the name the instructor knows it by
  std::string topic, exercise, language;
  SubmissionVerdict verdict = SubmissionVerdict::internal_error;
  LoadReport load;
  std::vector<TestReport> tests;
  Points points, max_points;
  std::uint64_t seed = 0;
  bool flaky = false;          // one of its tests is
  bool in_process = false;     // its tests ran beside its own code, which can tamper with them
  std::string isolation;       // "full", "reduced", "none"
  std::string build_id;        // of the plugin
  std::string content_hash;    // of what was graded
  std::string tool;            // "Python 3.11.2", "g++ 12.2.0"
  std::int64_t wall_us = 0;
  bool passed() const;         // graded, and every test that was not skipped passed
};

// Splits `points` equally over the groups of the tests, then over the tests of each group (max_points), gives each passed
// test its part, and adds up both.
void share_points(SubmissionReport& report, int points);

}  // namespace kata::report
