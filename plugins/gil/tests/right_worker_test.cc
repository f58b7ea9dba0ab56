#include <kata/test.h>

#include <set>
#include <string>
#include <vector>

KATA_EXERCISE(right_worker);

namespace {

StandIn job(std::string name, Value result) {
  return Exercise::function(name, [result](Call&) { return result; });
}

StandIn async_job(std::string name, double seconds, Value result) {
  return Exercise::async_function(name, [=](Call& call) { return call.reply_after(seconds, result); });
}

}  // namespace

TEST_F(right_worker, RunsTwoKindsOfJobs) {
  EXPECT_THAT(call("right_worker", list(tuple("waits", job("read_page", "page")), tuple("awaits", async_job("ask_clock", 1, 12)))),
              Returns(list("page", 12)));
}

KATA_PROPERTY(right_worker, KeepsTheOrderOfAnyJobs) {
  Values jobs, results;
  for (const auto result : draw(gen::vector(gen::integer(-99, 99), 0, 3))) {
    if (draw(gen::boolean())) jobs.push_back(tuple("waits", job("read", result)));
    else jobs.push_back(tuple("awaits", async_job("ask", static_cast<double>(draw(gen::integer(0, 3))), result)));
    results.emplace_back(result);
  }
  EXPECT_THAT(call("right_worker", List{jobs}), Returns(List{results}));
}

TEST_F(right_worker, GivesNothingForNoJobs) {
  EXPECT_THAT(call("right_worker", list()), Returns(list()));
}

// The first job is done last: only when nothing else can go on.
TEST_F(right_worker, ReturnsResultsInOrder) {
  std::vector<Call> waiting;
  auto slow = function("slow", [&](Call& call) { waiting.push_back(call.hold()); });
  slow.on_stalled([&] {
    for (const auto& call : waiting) call.reply("slow");
    waiting.clear();
  });
  EXPECT_THAT(call("right_worker", list(tuple("waits", slow), tuple("waits", job("quick", "quick")),
                                        tuple("awaits", async_job("soon", 0, "soon")))),
              Returns(list("slow", "quick", "soon")));
}

TEST_F(right_worker, ComputesTheResult) {
  EXPECT_THAT(probe(R"py(
from functools import partial

observe(right_worker([("computes", partial(pow, 7, 5)), ("computes", partial(pow, 2, 10))]))
)py"), Observes(list(16807, 1024)));
}

TEST_F(right_worker, TakesATupleOfJobs) {
  EXPECT_THAT(call("right_worker", tuple(tuple("waits", job("one", 1)), tuple("waits", job("two", 2)))), Returns(list(1, 2)));
}

TEST_F(right_worker, TakesTheSameListTwice) {
  EXPECT_THAT(probe(R"py(
jobs = [("waits", read), ("awaits", ask)]
kept = list(jobs)
observe([right_worker(jobs), right_worker(jobs), jobs == kept])
)py", {{"read", job("read", "page")}, {"ask", async_job("ask", 1, 12)}}),
              Observes(list(list("page", 12), list("page", 12), true)));
}

TEST_F(right_worker, KeepsNoneAsAResult) {
  EXPECT_THAT(call("right_worker", list(tuple("waits", job("nothing", nullptr)), tuple("awaits", async_job("nil", 0, nullptr)))),
              Returns(list(nullptr, nullptr)));
}

TEST_F(right_worker, RefusesAnUnknownKind) {
  EXPECT_THAT(call("right_worker", list(tuple("dreams", job("dream", 1)))), Raises("ValueError", Says("unknown kind: dreams")));
}

TEST_F(right_worker, RefusesAnUnknownKindFirst) {
  const auto read = job("read", 1);
  EXPECT_THAT(call("right_worker", list(tuple("waits", read), tuple("dreams", read))), Raises("ValueError", Says("unknown kind: dreams")));
  EXPECT_THAT(read, WasCalled(0));
}

TEST_F(right_worker, PassesAnErrorOn) {
  const auto broken = function("broken", [](Call& call) { return call.raise("OSError", "no disk"); });
  EXPECT_THAT(call("right_worker", list(tuple("waits", job("read", 1)), tuple("waits", broken))), Raises("OSError", Says("no disk")));
}

TEST_F(right_worker, PassesAnErrorOfAComputationOn) {
  EXPECT_THAT(probe(R"py(
from functools import partial

try:
    right_worker([("computes", partial(int, "seven"))])
except ValueError as error:
    observe(type(error).__name__)
)py"), Observes("ValueError"));
}

TEST_F(right_worker, TheOthersComeToTheirEnd) {
  const auto broken = function("broken", [](Call& call) { return call.raise("OSError", "no disk"); });
  const auto read = job("read", 1);
  const auto ask = async_job("ask", 3, 2);
  EXPECT_THAT(call("right_worker", list(tuple("waits", broken), tuple("waits", read), tuple("awaits", ask))), Raises("OSError"));
  EXPECT_EQ(read.finished(), 1);
  EXPECT_EQ(ask.finished(), 1);
}

TEST_F(right_worker, TheErrorOfTheEarliestJobCounts) {
  const auto late = async_function("late", [](Call& call) { return call.raise_after(5, "KeyError", "first in the list"); });
  const auto early = async_function("early", [](Call& call) { return call.raise_after(1, "OSError", "first in time"); });
  EXPECT_THAT(call("right_worker", list(tuple("awaits", late), tuple("awaits", early))), Raises("KeyError"));
}

TEST_F(right_worker, ComputesInAnotherProcess) {
  EXPECT_THAT(probe(R"py(
import os

observe(os.getpid() in right_worker([("computes", os.getpid), ("computes", os.getpid)]))
)py"), Observes(false));
}

TEST_F(right_worker, WaitsInThreadsOfTheirOwn) {
  const auto read = job("read", 1);
  EXPECT_THAT(call("right_worker", list(tuple("waits", read), tuple("waits", read))), Returns(list(1, 1)));
  for (const auto& call : read.calls()) EXPECT_NE(call.thread(), 0);
}

TEST_F(right_worker, WaitsOverlap) {
  auto read = job("read", 1);
  read.hold_until(4);
  EXPECT_THAT(call("right_worker", list(tuple("waits", read), tuple("waits", read), tuple("waits", read), tuple("waits", read))),
              Returns(list(1, 1, 1, 1)));
  EXPECT_THAT(read, MostInFlight(4));
}

TEST_F(right_worker, AwaitsOverlap) {
  const auto ask = async_job("ask", 2, 1);
  EXPECT_THAT(call("right_worker", list(tuple("awaits", ask), tuple("awaits", ask), tuple("awaits", ask))), Returns(list(1, 1, 1)));
  EXPECT_THAT(ask, MostInFlight(3));
}

TEST_F(right_worker, AwaitsShareOneThread) {
  const auto ask = async_job("ask", 2, 1);
  EXPECT_TRUE(call("right_worker", list(tuple("awaits", ask), tuple("awaits", ask), tuple("awaits", ask))).ok());
  std::set<int> threads;
  for (const auto& call : ask.calls()) threads.insert(call.thread());
  EXPECT_EQ(threads.size(), 1u);
}

// A waiting and an awaiting job are under way at the same time.
TEST_F(right_worker, DifferentKindsOverlap) {
  std::vector<Call> waiting;
  bool met = false;
  const auto let_go = [&] {
    for (const auto& call : waiting) call.reply(1);
    waiting.clear();
  };
  const auto begin = [&](Call& call) {
    waiting.push_back(call.hold());
    if (waiting.size() < 2) return;
    met = true;
    let_go();
  };
  auto read = function("read", begin);
  auto ask = async_function("ask", begin);
  read.on_stalled(let_go);
  ask.on_stalled(let_go);
  EXPECT_THAT(call("right_worker", list(tuple("waits", read), tuple("awaits", ask))), Returns(list(1, 1)));
  EXPECT_TRUE(met);
}

TEST_F(right_worker, LeavesNothingRunning) {
  const auto outcome = probe(R"py(
import os

right_worker([("computes", os.getpid), ("waits", read)])
observe("over")
)py", {{"read", job("read", 1)}});
  EXPECT_THAT(outcome, Observes("over"));
  EXPECT_EQ(outcome.meta("threads_left"), Value(0));
  EXPECT_EQ(outcome.meta("children_left"), Value(0));
}
