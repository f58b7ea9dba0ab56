#include <kata/test.h>

#include <cstdint>
#include <numeric>
#include <vector>

KATA_EXERCISE(lazy_task);

namespace {

StandIn listener() {
  return Exercise::function("say", [](Call&) {});
}

Value heard(const StandIn& say) {
  List events;
  for (const auto& call : say.calls()) events.items.push_back(call.arg(0));
  return events;
}

}  // namespace

TEST_F(lazy_task, GivesTheValue) {
  EXPECT_THAT(call("add", 3, 4), Returns(7));
}

TEST_F(lazy_task, AwaitsAnotherTask) {
  EXPECT_THAT(call("twice", 3, 4), Returns(14));
}

TEST_F(lazy_task, AwaitsTenTasksInsideEachOther) {
  EXPECT_THAT(call("depth", 10), Returns(10));
}

TEST_F(lazy_task, GivesATextToo) {
  EXPECT_THAT(call("greeting", "Ada"), Returns("hello, Ada"));
}

TEST_F(lazy_task, GivesAValueThatOnlyMoves) {
  EXPECT_THAT(call("boxed", 5), Returns(5));
  EXPECT_THAT(call("reboxed", 6), Returns(6));
}

TEST_F(lazy_task, PassesAnErrorOn) {
  EXPECT_THAT(call("fails", "no such page"), Raises("std::out_of_range", Says("no such page")));
}

TEST_F(lazy_task, PassesAnErrorThroughAnAwait) {
  EXPECT_THAT(call("awaits_failure", "no such page"), Raises("std::out_of_range", Says("no such page")));
}

TEST_F(lazy_task, AnErrorCanBeCaughtAroundAnAwait) {
  EXPECT_THAT(call("catches", "no such page"), Returns("caught: no such page"));
}

TEST_F(lazy_task, WorksAfterAMove) {
  EXPECT_THAT(call("moved", 20, 1), Returns(21));
}

TEST_F(lazy_task, WorksAfterAMoveAssignment) {
  EXPECT_THAT(call("assigned", 20, 2), Returns(22));
}

TEST_F(lazy_task, TellsTheWholeStory) {
  const auto say = listener();
  EXPECT_THAT(call("tell", say), Returns(2));
  EXPECT_THAT(say, WasCalled(6));
}

KATA_PROPERTY(lazy_task, AwaitsManyTasksInARow, const std::vector<Int<-1000, 1000>>& numbers) {
  std::vector<std::int64_t> plain;
  for (const std::int64_t number : numbers) plain.push_back(number);
  EXPECT_THAT(call("total", plain), Returns(std::accumulate(plain.begin(), plain.end(), std::int64_t{0})));
}

TEST_F(lazy_task, RunsNothingBeforeGet) {
  const auto say = listener();
  EXPECT_TRUE(call("tell", say).ok());
  const auto events = heard(say);
  ASSERT_FALSE(events.items()->empty());
  EXPECT_EQ(events.items()->front(), Value("story made"));
}

TEST_F(lazy_task, EachBodyBeginsWhenItIsAwaited) {
  const auto say = listener();
  EXPECT_TRUE(call("tell", say).ok());
  EXPECT_THAT(heard(say), InOrder("story made", "story begins", "chapter made", "chapter begins", "story goes on", "story over"));
}

TEST_F(lazy_task, RunsNothingWhenDropped) {
  const auto say = listener();
  EXPECT_TRUE(call("tell_nothing", say).ok());
  EXPECT_THAT(heard(say), InOrder(Values{"story dropped"}));
}

TEST_F(lazy_task, StaysInTheCallersThread) {
  EXPECT_THAT(call("stays_in_thread"), Returns(true));
}

TEST_F(lazy_task, CopiesNoValue) {
  EXPECT_THAT(call("copies_of", 250), Returns(0));
}

TEST_F(lazy_task, MovesButDoesNotCopy) {
  EXPECT_THAT(call("movable"), Returns(true));
  EXPECT_THAT(call("copyable"), Returns(false));
}

TEST_F(lazy_task, FreesItsFrame) {
  EXPECT_THAT(call("alive_after_get"), Returns(0));
}

TEST_F(lazy_task, FreesItsFrameAfterAnError) {
  EXPECT_THAT(call("alive_after_error"), Returns(0));
}

TEST_F(lazy_task, FreesATaskThatNeverRan) {
  EXPECT_THAT(call("alive_unused"), Returns(0));
}

TEST_F(lazy_task, FreesWhatItHeldWhenMovedTo) {
  EXPECT_THAT(call("alive_after_moves"), Returns(0));
  EXPECT_THAT(call("alive_when_moved_to"), Returns(AtMost(1)));   // none, where the body ran when it was called
}
