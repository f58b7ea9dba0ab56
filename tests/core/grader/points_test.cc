#include <gtest/gtest.h>

#include "report/report.h"

namespace kata::report {
namespace {

TEST(Points, RoundHalvesUp) {
  EXPECT_EQ(fraction(1, 200).text(), "0.01");
  EXPECT_EQ(fraction(10, 3).text(), "3.33");
  EXPECT_EQ(fraction(20, 3).text(), "6.67");
  EXPECT_EQ(fraction(10, 1).text(), "10.00");
  EXPECT_DOUBLE_EQ(fraction(1, 200).number(), 0.01);
}
TEST(Points, AddUpExactly) {
  Points sum;
  for (int i = 0; i < 7; ++i) sum += fraction(10, 7);
  EXPECT_EQ(sum, fraction(10, 1));
}
TEST(Points, AddUpWhateverTheirParts) {
  Points sum;
  for (const std::int64_t parts : {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53}) sum += fraction(1, parts);
  EXPECT_EQ(sum.text(), "1.68");
  EXPECT_GT(sum.denominator, 0);
}

TEST(Points, AreSharedOverGroupsThenTests) {
  SubmissionReport report;
  for (const char* group : {"a", "b", "b", "b"}) report.tests.emplace_back().info.group = group;
  report.tests[0].verdict = report.tests[3].verdict = TestVerdict::passed;
  share_points(report, 10);
  EXPECT_EQ(report.tests[0].points, fraction(5, 1));
  EXPECT_EQ(report.tests[1].max_points, fraction(5, 3));
  EXPECT_EQ(report.points, fraction(20, 3));
}

}  // namespace
}  // namespace kata::report
