#include "report/wire.h"

#include <gtest/gtest.h>

namespace kata::report {
namespace {

SubmissionReport sample() {
  SubmissionReport report{.submission = "\xff anna", .verdict = SubmissionVerdict::graded, .seed = 7};
  report.load.diagnostics.push_back({.line = 3, .level = "error", .text = "x"});
  TestReport& test = report.tests.emplace_back();
  test.info = {.exercise = "rotate", .name = "T", .title = {{"en", "t"}}};
  test.verdict = TestVerdict::failed;
  test.points = fraction(1, 3);
  test.mismatches.push_back({.kind = "value", .calls = {{.function = "f", .args = {list(1)}}}, .expected = 1, .actual = "a", .path = {0}});
  test.trace.push_back({"solution.py", 3, "f", "x"});
  return report;
}

TEST(ReportWire, KeepsAReportWhole) {
  const Value value = encode(sample());
  const auto again = decode_report(value);
  ASSERT_TRUE(again);
  EXPECT_EQ(encode(*again), value);
  EXPECT_EQ(again->tests[0].mismatches[0].calls[0].function, "f");
}
TEST(ReportWire, RefusesAMissingField) {
  Value value = encode(sample());
  value.get<List>()->items.pop_back();
  EXPECT_FALSE(decode_report(value));
}
TEST(ReportWire, RefusesAnUnknownVerdict) {
  Value value = encode(sample());
  value.get<List>()->items[4] = 99;
  EXPECT_FALSE(decode_report(value));
}
TEST(ReportWire, RefusesADenominatorOfZero) {
  SubmissionReport report = sample();
  report.points.denominator = 0;
  EXPECT_FALSE(decode_report(encode(report)));
}
TEST(ReportWire, RefusesEveryFieldOfAnotherKind) {
  const Value whole = encode(sample());
  for (std::size_t i = 0; i < whole.get<List>()->items.size(); ++i) {
    Value value = whole;
    value.get<List>()->items[i] = 1.5;
    EXPECT_FALSE(decode_report(value)) << i;
  }
}

}  // namespace
}  // namespace kata::report
