#include <kata/test.h>

#include <cstdint>
#include <set>
#include <string>
#include <vector>

KATA_EXERCISE(turnstile);

namespace {

Handle turnstile_at(const StandIn& display) {
  return Exercise::object(Exercise::call("Turnstile", display));
}

std::vector<Value> values_of(const std::vector<Outcome>& outcomes) {
  std::vector<Value> values;
  for (const auto& outcome : outcomes) values.push_back(outcome.value());
  return values;
}

}  // namespace

TEST_F(turnstile, CountsPeopleInAndOut) {
  const auto gate = turnstile_at(number(0));
  EXPECT_THAT(gate.call("enter"), Returns(1));
  EXPECT_THAT(gate.call("enter", 3), Returns(4));
  EXPECT_THAT(gate.call("leave", 2), Returns(2));
}

TEST_F(turnstile, ShowsTheNumber) {
  const auto display = number(0);
  const auto gate = turnstile_at(display);
  EXPECT_THAT(gate.call("enter", 5), Returns(5));
  EXPECT_THAT(gate.call("leave"), Returns(4));
  EXPECT_EQ(display.value(), Value(4));
}

TEST_F(turnstile, GoesOnFromTheNumberShown) {
  EXPECT_THAT(turnstile_at(number(40)).call("enter", 2), Returns(42));
}

TEST_F(turnstile, LetsTheLastOnesOut) {
  EXPECT_THAT(turnstile_at(number(3)).call("leave", 3), Returns(0));
}

TEST_F(turnstile, TakesPeopleByName) {
  const auto gate = turnstile_at(number(1));
  EXPECT_THAT(gate.call("enter", kwargs({{"people", 2}})), Returns(3));
  EXPECT_THAT(gate.call("leave", kwargs({{"people", 3}})), Returns(0));
}

TEST_F(turnstile, RefusesMoreThanAreInside) {
  const auto display = number(2);
  EXPECT_THAT(turnstile_at(display).call("leave", 3), Raises("ValueError", Says("not that many inside")));
  EXPECT_EQ(display.writes(), 0);
}

TEST_F(turnstile, RefusesToLetNobodyIn) {
  const auto display = number(2);
  EXPECT_THAT(turnstile_at(display).call("enter", 0), Raises("ValueError", Says("people must be at least 1")));
  EXPECT_EQ(display.reads() + display.writes(), 0);
}

TEST_F(turnstile, RefusesToLetFewerThanNobodyOut) {
  const auto display = number(2);
  EXPECT_THAT(turnstile_at(display).call("leave", -1), Raises("ValueError", Says("people must be at least 1")));
  EXPECT_THAT(turnstile_at(display).call("leave", 0), Raises("ValueError", Says("people must be at least 1")));
  EXPECT_EQ(display.reads() + display.writes(), 0);
}

TEST_F(turnstile, WorksAfterAnError) {
  const auto gate = turnstile_at(number(1));
  EXPECT_THAT(gate.call("leave", 2), Raises("ValueError"));
  EXPECT_THAT(gate.call("enter", 4), Returns(5));
}

TEST_F(turnstile, EachHasItsOwnDisplay) {
  const auto north = turnstile_at(number(10));
  const auto south = turnstile_at(number(20));
  EXPECT_THAT(north.call("enter"), Returns(11));
  EXPECT_THAT(south.call("leave"), Returns(19));
  EXPECT_THAT(north.call("leave"), Returns(10));
}

KATA_PROPERTY(turnstile, KeepsTheBooks, const std::vector<Int<-4, 4>>& changes) {
  const auto display = number(0);
  const auto gate = turnstile_at(display);
  std::int64_t inside = 0;
  for (const std::int64_t change : changes) {
    const auto people = change < 0 ? -change : change;
    const auto outcome = gate.call(change < 0 ? "leave" : "enter", people);
    if (people == 0 || inside + change < 0) {
      EXPECT_THAT(outcome, Raises("ValueError"));
    } else {
      inside += change;
      EXPECT_THAT(outcome, Returns(inside));
    }
  }
  EXPECT_EQ(display.value(), Value(inside));
}

// Both threads read before either gets its number, unless a lock keeps one of them away.
TEST_F(turnstile, LosesNoEntryWhenThreadsMeet) {
  auto display = number(0);
  display.hold_until("read", 2);
  const auto gate = turnstile_at(display);
  const auto outcomes = parallel({request(gate, "enter"), request(gate, "enter")});
  for (const auto& outcome : outcomes) EXPECT_THAT(outcome, Returns(AnyOf(1, 2)));
  EXPECT_EQ(display.value(), Value(2));
}

TEST_F(turnstile, LosesNoExitWhenThreadsMeet) {
  auto display = number(8);
  display.hold_until("read", 2);
  const auto gate = turnstile_at(display);
  const auto outcomes = parallel({request(gate, "leave", 3), request(gate, "enter", 2)});
  for (const auto& outcome : outcomes) EXPECT_TRUE(outcome.ok());
  EXPECT_EQ(display.value(), Value(7));
}

// Who reads the display again after its own entry is kept waiting until the other one has entered.
TEST_F(turnstile, GivesEachEntryItsOwnNumber) {
  std::int64_t shown = 0;
  std::set<int> wrote;
  std::vector<Call> waiting;
  auto display = number(0);
  const auto let_go = [&] {
    for (const auto& call : waiting) call.reply(shown);
    waiting.clear();
  };
  display.on("read", [&](Call& call) -> Value {
    if (wrote.size() == 1 && wrote.count(call.thread()) > 0) return waiting.push_back(call.hold()), Value();
    return call.reply(shown);
  });
  display.on("write", [&](Call& call) {
    shown = call.arg(0).get<Integer>()->to_int64().value_or(-1);
    wrote.insert(call.thread());
    if (wrote.size() == 2) let_go();
  });
  display.on_stalled(let_go);
  const auto gate = turnstile_at(display);
  const auto numbers = values_of(parallel({request(gate, "enter"), request(gate, "enter")}));
  EXPECT_THAT(Value(List{numbers}), InAnyOrder(1, 2));
}

TEST_F(turnstile, CountsRightInAnyOrderOfThreads) {
  for (std::uint64_t order = 0; order < 25; ++order) {
    const auto display = number(0);
    const auto gate = turnstile_at(display);
    const auto numbers = values_of(parallel(
        {request(gate, "enter"), request(gate, "enter"), request(gate, "enter")}, seed() + order));
    ASSERT_THAT(Value(List{numbers}), InAnyOrder(1, 2, 3));
    ASSERT_EQ(display.value(), Value(3));
  }
}

// Two turnstiles, each in the middle of its reading at the same time.
TEST_F(turnstile, DoesNotHoldUpAnotherTurnstile) {
  std::vector<Call> waiting;
  bool met = false;
  const auto let_go = [&] {
    for (const auto& call : waiting) call.reply(0);
    waiting.clear();
  };
  const auto reading = [&](Call& call) {
    waiting.push_back(call.hold());
    if (waiting.size() < 2) return;
    met = true;
    let_go();
  };
  auto north = number(0);
  auto south = number(0);
  north.on("read", reading).on_stalled(let_go);
  south.on("read", reading).on_stalled(let_go);
  const auto first = turnstile_at(north);
  const auto second = turnstile_at(south);
  for (const auto& outcome : parallel({request(first, "enter"), request(second, "enter")})) EXPECT_TRUE(outcome.ok());
  EXPECT_TRUE(met);
}
