#include "grader/verdict.h"

#include <gtest/gtest.h>

namespace kata::grader {
namespace {

using report::TestVerdict;
using sandbox::Cause;

Seen good() { return {.outcome = {.name = "T", .finished = true}}; }

TEST(Verdict, IsPassedOnlyWhenTheChildStillRanAtTheEnd) {
  EXPECT_EQ(judge(good()), TestVerdict::passed);
  Seen left = good();
  left.ended.cause = Cause::exited;   // with exit code 0
  EXPECT_EQ(judge(left), TestVerdict::ended_early);
}
TEST(Verdict, FollowsHowTheChildEnded) {
  for (const auto& [cause, verdict] : {std::pair(Cause::signalled, TestVerdict::crashed), {Cause::timed_out, TestVerdict::timed_out},
                                       {Cause::out_of_memory, TestVerdict::out_of_memory},
                                       {Cause::too_much_output, TestVerdict::too_much_output}, {Cause::forbidden, TestVerdict::forbidden}}) {
    Seen seen = good();
    seen.outcome.mismatches.push_back({.kind = "value"});
    seen.ended.cause = cause;
    EXPECT_EQ(judge(seen), verdict);
  }
}
TEST(Verdict, OfATestThatComputedOnItsLoopSaysSo) {
  Seen seen = good();
  seen.ended.cause = Cause::timed_out;
  seen.blocked_loop = true;
  seen.where = {{"solution.py", 3, "kettle", "while True: pass"}};
  EXPECT_EQ(judge(seen), TestVerdict::blocked_loop);
  report::TestReport report{.verdict = TestVerdict::blocked_loop};
  describe(seen, report);
  ASSERT_EQ(report.trace.size(), 1u);
  EXPECT_EQ(report.trace[0].line, 3);
}
TEST(Verdict, TakesNoLastWordsOfATestThatRanToItsEnd) {
  Seen seen = good();
  seen.blocked_loop = true;
  seen.where = {{"solution.py", 3, "kettle", "while True: pass"}};
  report::TestReport report{.verdict = TestVerdict::passed};
  describe(seen, report);
  EXPECT_EQ(judge(seen), TestVerdict::passed);
  EXPECT_TRUE(report.trace.empty());
}
TEST(Verdict, OfALostChildIsOurFault) {
  Seen seen = good();
  seen.ended.cause = Cause::lost;
  EXPECT_FALSE(judge(seen));
}
TEST(Verdict, BlamesAChannelThatSpeaksNonsense) {
  Seen seen = good();
  seen.channel = BoxChannel::State::broken;
  EXPECT_EQ(judge(seen), TestVerdict::broken_channel);
}
TEST(Verdict, FollowsTheFirstMismatch) {
  Seen seen = good();
  seen.outcome.mismatches = {{.kind = "raised"}, {.kind = "value"}};
  EXPECT_EQ(judge(seen), TestVerdict::raised);
  seen.outcome.mismatches = {{.kind = "blocked"}};
  EXPECT_EQ(judge(seen), TestVerdict::blocked_loop);
  seen.outcome.mismatches = {{.kind = "value"}, {.kind = "raised"}};
  EXPECT_EQ(judge(seen), TestVerdict::failed);
}
TEST(Verdict, OfAChannelThatTheLibraryGaveUpIsTheLearnersFault) {
  Seen seen = good();
  seen.outcome.finished = false;
  seen.outcome.broken = true;
  EXPECT_EQ(judge(seen), TestVerdict::broken_channel);
}
TEST(Verdict, OfABodyThatDidNotFinishIsOurFault) {
  Seen seen = good();
  seen.outcome.finished = false;
  EXPECT_FALSE(judge(seen));
}

}  // namespace
}  // namespace kata::grader
