#include "sandbox/fair_clock.h"

#include <gtest/gtest.h>

namespace kata::sandbox {
namespace {

using std::chrono::milliseconds;

class FairClockTest : public testing::Test {
 protected:
  FairClockTest() { clock_.start(now_, milliseconds(6000)); }
  // So many looks, each a tick after the one before.
  void pass(int ticks, FairClock::Look each, milliseconds cpu_per_tick = {}, milliseconds waited_per_tick = {}, milliseconds between = milliseconds(10)) {
    for (int i = 0; i < ticks; ++i) {
      cpu_ += cpu_per_tick, waited_ += waited_per_tick, now_ += between;
      each.cpu = cpu_, each.waited = waited_;
      clock_.look(now_, each);
    }
  }

  FairClock clock_;
  FairClock::Clock::time_point now_{};
  milliseconds cpu_{0}, waited_{0};
};

TEST_F(FairClockTest, CountsWhoSleeps) {
  pass(20, {});
  EXPECT_EQ(clock_.used(), milliseconds(200));
  EXPECT_EQ(clock_.asleep(), milliseconds(200));
}

TEST_F(FairClockTest, KnowsWhoComputes) {
  pass(20, {.wants_to_run = true}, milliseconds(10));
  EXPECT_EQ(clock_.used(), milliseconds(200));
  EXPECT_EQ(clock_.asleep(), milliseconds(0));
}

TEST_F(FairClockTest, ForgetsSleepThatEnded) {
  pass(20, {});
  pass(1, {}, milliseconds(5));
  pass(3, {});
  EXPECT_EQ(clock_.asleep(), milliseconds(30));
}

TEST_F(FairClockTest, DoesNotTakeWhatLookingCostsForWork) {
  pass(20, {});
  cpu_ += milliseconds(1);
  pass(1, {});
  EXPECT_EQ(clock_.asleep(), milliseconds(210));
}

TEST_F(FairClockTest, DoesNotCountWhatTheMachineGaveToOthers) {
  pass(20, {.wants_to_run = true}, milliseconds(1), milliseconds(9));
  EXPECT_EQ(clock_.used(), milliseconds(20));
  EXPECT_EQ(clock_.asleep(), milliseconds(0));
}

TEST_F(FairClockTest, DoesNotCountWhatInitItselfWasNotLetRun) {
  pass(2, {}, {}, {}, milliseconds(3000));
  EXPECT_EQ(clock_.used(), milliseconds(40));
  EXPECT_EQ(clock_.asleep(), milliseconds(40));
}

TEST_F(FairClockTest, DoesNotCountTheGradersTime) {
  pass(500, {.others_turn = true});
  EXPECT_EQ(clock_.used(), milliseconds(0));
  EXPECT_EQ(clock_.asleep(), milliseconds(0));
}

TEST_F(FairClockTest, IsNotPatientWithoutEnd) {
  pass(620, {.others_turn = true});
  EXPECT_EQ(clock_.used(), milliseconds(200));
  EXPECT_EQ(clock_.asleep(), milliseconds(200));
}

TEST_F(FairClockTest, CountsWorkInTheGradersTime) {
  pass(20, {.wants_to_run = true, .others_turn = true}, milliseconds(10));
  EXPECT_EQ(clock_.used(), milliseconds(200));
}

// Of threads that wait for each other there are more than there is time.
TEST_F(FairClockTest, IsNeverSetBack) {
  pass(20, {.wants_to_run = true}, milliseconds(10), milliseconds(70));
  EXPECT_EQ(clock_.used(), milliseconds(0));
  waited_ = {};   // those that waited longest are gone
  pass(20, {}, milliseconds(10));
  EXPECT_EQ(clock_.used(), milliseconds(200));
}

}  // namespace
}  // namespace kata::sandbox
