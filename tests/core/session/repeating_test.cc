#include "session/repeating.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

namespace kata {
namespace {

using report::SubmissionReport;
using report::TestReport;
using report::TestVerdict;
using std::chrono::seconds;

constexpr std::int64_t kSecond = 1'000'000;

SubmissionReport with(TestReport test) {
  test.info.name = "Test";
  SubmissionReport report;
  report.tests = {std::move(test)};
  return report;
}

TEST(Starved, IsWhoWantedToComputeAndCouldNot) {
  EXPECT_TRUE(was_starved(with({.verdict = TestVerdict::timed_out, .cpu_us = kSecond}), seconds(2)));
  EXPECT_FALSE(was_starved(with({.verdict = TestVerdict::timed_out, .cpu_us = 2 * kSecond}), seconds(2))) << "it used all of it";
  EXPECT_FALSE(was_starved(with({.verdict = TestVerdict::timed_out, .waiting = true}), seconds(2))) << "it slept";
  EXPECT_FALSE(was_starved(with({.verdict = TestVerdict::failed}), seconds(2)));
}

TEST(Starved, IsNotWhoseLoopWasBlockedByACall) {
  EXPECT_TRUE(was_starved(with({.verdict = TestVerdict::blocked_loop}), seconds(2)));
  EXPECT_FALSE(was_starved(with({.verdict = TestVerdict::blocked_loop, .mismatches = {{.kind = "blocked"}}}), seconds(2)));
}

TEST(Killed, IsWhoEndedByTheSignalThatNobodyOfOursSends) {
  EXPECT_TRUE(was_killed(with({.verdict = TestVerdict::crashed, .signal = SIGKILL})));
  EXPECT_FALSE(was_killed(with({.verdict = TestVerdict::crashed, .signal = SIGSEGV})));
}

TEST(Flaky, IsOnlyWhatFailedAndThenPassed) {
  SubmissionReport first = with({.verdict = TestVerdict::failed});
  EXPECT_THAT(may_be_flaky(first), testing::ElementsAre("Test"));
  compare(first, with({.verdict = TestVerdict::failed}));
  EXPECT_FALSE(first.tests[0].flaky);
  compare(first, with({.verdict = TestVerdict::passed}));
  EXPECT_TRUE(first.tests[0].flaky);
  EXPECT_EQ(first.tests[0].verdict, TestVerdict::failed) << "the first run counts";
}

TEST(Flaky, IsNotLookedForWhereASecondRunCostsTheWholeTime) {
  EXPECT_THAT(may_be_flaky(with({.verdict = TestVerdict::timed_out})), testing::IsEmpty());
  EXPECT_THAT(may_be_flaky(with({.verdict = TestVerdict::out_of_memory})), testing::IsEmpty());
}

}  // namespace
}  // namespace kata
