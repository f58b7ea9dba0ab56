#include <kata/test.h>

#include <set>

KATA_EXERCISE(handover_log);

TEST_F(handover_log, PurePythonHandsOverOnce) {
  EXPECT_THAT(probe("observe(handover_log(lambda: sum(range(100)), 40))"), Observes(1));
}

TEST_F(handover_log, CountsNothingForNoRounds) {
  EXPECT_THAT(probe("observe(handover_log(lambda: None, 0))"), Observes(0));
}

// Long enough for the usual interval of 5 ms to pass many times.
TEST_F(handover_log, LongPurePythonHandsOverOnceToo) {
  EXPECT_THAT(probe("observe(handover_log(lambda: sum(range(20_000)), 150))"), Observes(1));
}

TEST_F(handover_log, OneRoundEachIsOneHandover) {
  EXPECT_THAT(probe("observe(handover_log(lambda: None, 1))"), Observes(1));
}

TEST_F(handover_log, StepsAsOftenAsAsked) {
  const auto step = function("step", [](Call&) {});
  EXPECT_TRUE(call("handover_log", step, 7).ok());
  EXPECT_THAT(step, WasCalled(14));
}

KATA_PROPERTY(handover_log, StepsTwiceForEachRound, Int<0, 6> rounds) {
  const auto step = function("step", [](Call&) {});
  EXPECT_TRUE(call("handover_log", step, static_cast<std::int64_t>(rounds)).ok());
  EXPECT_THAT(step, WasCalled(2 * static_cast<int>(rounds)));
}

TEST_F(handover_log, NeverStepsForNoRounds) {
  const auto step = function("step", [](Call&) {});
  EXPECT_THAT(call("handover_log", step, 0), Returns(0));
  EXPECT_THAT(step, WasCalled(0));
}

TEST_F(handover_log, PassesOnAnErrorOfTheStep) {
  const auto step = function("step", [](Call& call) { return call.raise("ValueError", "the step is worn out"); });
  EXPECT_THAT(call("handover_log", step, 3), Raises("ValueError", Says("the step is worn out")));
}

TEST_F(handover_log, TheOtherThreadGoesOnAfterAnError) {
  const auto step = function("step", [](Call& call) -> Value {
    if (call.number() == 0) return call.raise("OSError", "once");
    return {};
  });
  EXPECT_THAT(call("handover_log", step, 5), Raises("OSError", Says("once")));
  EXPECT_THAT(step, WasCalled(6));
}

TEST_F(handover_log, HashingHandsOverOften) {
  EXPECT_THAT(probe(R"py(
import hashlib

block = bytes(1_000_000)
observe(handover_log(lambda: hashlib.sha256(block), 40))
)py"), Observes(AllOf(AtLeast(2), AtMost(79), OfType("int"))));
}

TEST_F(handover_log, WaitingHandsOverOften) {
  auto step = function("step", [](Call&) {});
  step.hold_until(2);
  EXPECT_THAT(call("handover_log", step, 20), Returns(AllOf(AtLeast(2), AtMost(39), OfType("int"))));
}

TEST_F(handover_log, WorksInTwoThreadsOfItsOwn) {
  const auto step = function("step", [](Call&) {});
  EXPECT_TRUE(call("handover_log", step, 4).ok());
  std::set<int> threads;
  for (const auto& call : step.calls()) threads.insert(call.thread());
  EXPECT_EQ(threads.size(), 2u);
  EXPECT_EQ(threads.count(0), 0u);
}

TEST_F(handover_log, BothThreadsBeginTogether) {
  auto step = function("step", [](Call&) {});
  step.hold_until(2);
  EXPECT_TRUE(call("handover_log", step, 1).ok());
  EXPECT_THAT(step, MostInFlight(2));
}

// A thread that doesn't wait for the other steps already while only the caller and itself are there.
TEST_F(handover_log, NobodyBeginsAlone) {
  EXPECT_THAT(probe(R"py(
import threading

before, seen = threading.active_count(), []
handover_log(lambda: seen.append(threading.active_count() - before), 3)
observe(seen[0])
)py"), Observes(2));
}

TEST_F(handover_log, RaisesTheIntervalMeanwhile) {
  EXPECT_THAT(probe(R"py(
import sys

seen = []
handover_log(lambda: seen.append(sys.getswitchinterval()), 3)
observe(min(seen) >= 999)
)py"), Observes(true));
}

TEST_F(handover_log, PutsTheIntervalBack) {
  EXPECT_THAT(probe(R"py(
import sys

sys.setswitchinterval(0.003)
handover_log(lambda: None, 3)
observe(sys.getswitchinterval())
)py"), Observes(Near(0.003)));
}

TEST_F(handover_log, CountsAnewInTheNextCall) {
  EXPECT_THAT(probe("observe([handover_log(lambda: None, 1), handover_log(lambda: None, 1)])"), Observes(list(1, 1)));
}

TEST_F(handover_log, PutsTheIntervalBackAfterAnError) {
  EXPECT_THAT(probe(R"py(
import sys

def step():
    raise ValueError("worn out")

sys.setswitchinterval(0.003)
try:
    handover_log(step, 3)
except ValueError:
    observe(sys.getswitchinterval())
)py"), Observes(Near(0.003)));
}

TEST_F(handover_log, LeavesNoThread) {
  const auto outcome = call("handover_log", function("step", [](Call&) {}), 3);
  EXPECT_TRUE(outcome.ok());
  EXPECT_EQ(outcome.meta("threads_left"), Value(0));
}
