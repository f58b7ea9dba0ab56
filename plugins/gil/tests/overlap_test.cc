#include <kata/test.h>

#include <string>
#include <vector>

KATA_EXERCISE(overlap);

namespace {

StandIn lengths() {
  return Exercise::function("fetch", [](Call& call) -> Value {
    const auto* text = call.arg(0).get<Str>();
    if (text == nullptr) return call.raise("TypeError", "a text is needed");
    return text->text.size();
  });
}

Value numbers(int count) {
  List items;
  for (int i = 0; i < count; ++i) items.items.push_back(i);
  return items;
}

}  // namespace

TEST_F(overlap, FetchesEveryItem) {
  EXPECT_THAT(call("overlap", lengths(), list("kiwi", "fig", "banana"), 2), Returns(list(4, 3, 6)));
}

KATA_PROPERTY(overlap, FetchesAnyItems, Int<1, 5> workers) {
  const auto items = draw(gen::vector(&Arbitrary<std::string>::draw, 0, 4));   // a thread each would be allowed
  Values sizes;
  for (const auto& item : items) sizes.emplace_back(item.size());
  EXPECT_THAT(call("overlap", lengths(), items, static_cast<std::int64_t>(workers)), Returns(List{sizes}));
}

TEST_F(overlap, GivesNothingForNoItems) {
  EXPECT_THAT(call("overlap", lengths(), list(), 2), Returns(list()));
}

// The first item is done last: only when nothing else can go on.
TEST_F(overlap, KeepsTheOrderOfTheItems) {
  std::vector<Call> slow;
  auto fetch = function("fetch", [&](Call& call) -> Value {
    if (call.arg(0) == Value("a")) return slow.push_back(call.hold()), Value();
    return call.arg(0);
  });
  fetch.on_stalled([&] {
    for (const auto& call : slow) call.reply("a");
    slow.clear();
  });
  EXPECT_THAT(call("overlap", fetch, list("a", "b", "c", "d"), 2), Returns(list("a", "b", "c", "d")));
}

TEST_F(overlap, FetchesEachItemOnce) {
  const auto fetch = lengths();
  EXPECT_THAT(call("overlap", fetch, list("a", "bb", "ccc", "dddd"), 3), Returns(list(1, 2, 3, 4)));
  EXPECT_THAT(fetch, WasCalled(4));
}

TEST_F(overlap, FetchesEqualItemsEach) {
  const auto fetch = lengths();
  EXPECT_THAT(call("overlap", fetch, list("fig", "fig", "kiwi", "fig"), 2), Returns(list(3, 3, 4, 3)));
  EXPECT_THAT(fetch, WasCalled(4));
}

TEST_F(overlap, TakesItemsThatHaveNoHash) {
  const auto fetch = function("fetch", [](Call& call) { return call.arg(0); });
  EXPECT_THAT(call("overlap", fetch, list(list(1), list(2), list(1)), 2), Returns(list(list(1), list(2), list(1))));
}

TEST_F(overlap, ReadsTheItemsOnce) {
  EXPECT_THAT(call("overlap", lengths(), iterator({"kiwi", "fig"}), 2), Returns(list(4, 3)));
}

TEST_F(overlap, TakesTheSameListTwice) {
  EXPECT_THAT(probe(R"py(
items = ["kiwi", "fig", "banana"]
observe([overlap(len, items, 2), overlap(len, items, 1), items])
)py"), Observes(list(list(4, 3, 6), list(4, 3, 6), list("kiwi", "fig", "banana"))));
}

TEST_F(overlap, KeepsNoneAsAResult) {
  const auto fetch = function("fetch", [](Call&) {});
  EXPECT_THAT(call("overlap", fetch, list(1, 2), 2), Returns(list(nullptr, nullptr)));
}

TEST_F(overlap, HasMoreWorkersThanItems) {
  EXPECT_THAT(call("overlap", lengths(), list("kiwi", "fig"), 9), Returns(list(4, 3)));
}

TEST_F(overlap, WorksWithASingleWorker) {
  EXPECT_THAT(call("overlap", lengths(), list("kiwi", "fig", "banana"), 1), Returns(list(4, 3, 6)));
}

TEST_F(overlap, RefusesToWorkWithoutWorkers) {
  const auto fetch = lengths();
  EXPECT_THAT(call("overlap", fetch, list("kiwi"), 0), Raises("ValueError", Says("workers must be at least 1")));
  EXPECT_THAT(fetch, WasCalled(0));
}

TEST_F(overlap, RefusesEvenWithNothingToDo) {
  EXPECT_THAT(call("overlap", lengths(), list(), -1), Raises("ValueError", Says("workers must be at least 1")));
}

TEST_F(overlap, PassesAnErrorOn) {
  const auto fetch = function("fetch", [](Call& call) -> Value {
    if (call.arg(0) == Value("bad")) return call.raise("ConnectionError", "no route to bad");
    return 1;
  });
  EXPECT_THAT(call("overlap", fetch, list("good", "bad", "fine"), 2), Raises("ConnectionError", Says("no route to bad")));
}

// The error of "b" comes only when that of "c" is known, if both are fetched at the same time.
TEST_F(overlap, TheErrorOfTheEarliestItemCounts) {
  std::vector<Call> slow;
  const auto let_go = [&] {
    for (const auto& call : slow) call.raise("ValueError", "b is broken");
    slow.clear();
  };
  auto fetch = function("fetch", [&](Call& call) -> Value {
    if (call.arg(0) == Value("b")) return slow.push_back(call.hold()), Value();
    if (call.arg(0) == Value("c")) return call.raise("KeyError", "c is broken");
    return 1;
  });
  fetch.on_stalled(let_go);
  EXPECT_THAT(call("overlap", fetch, list("a", "b", "c"), 3), Raises("ValueError", Says("b is broken")));
}

TEST_F(overlap, KeepsAllWorkersBusy) {
  auto fetch = lengths();
  fetch.hold_until(3);
  EXPECT_THAT(call("overlap", fetch, list("a", "bb", "ccc", "a", "bb", "ccc"), 3), Returns(list(1, 2, 3, 1, 2, 3)));
  EXPECT_THAT(fetch, MostInFlight(3));
}

TEST_F(overlap, NeverMoreThanTheWorkers) {
  auto fetch = function("fetch", [](Call& call) { return call.arg(0); });
  fetch.hold_until(4);
  EXPECT_THAT(call("overlap", fetch, numbers(9), 3), Returns(numbers(9)));
  EXPECT_THAT(fetch, MostInFlight(AtMost(3)));
}

// Item 0 is let go only when nothing else can go on; by then all others must be done.
TEST_F(overlap, ASlowItemHoldsUpNobody) {
  std::vector<Call> slow;
  int done_meanwhile = -1;
  StandIn fetch = function("fetch", [&](Call& call) -> Value {
    if (call.arg(0) == Value(0)) return slow.push_back(call.hold()), Value();
    return call.arg(0);
  });
  fetch.on_stalled([&] {
    if (done_meanwhile < 0) done_meanwhile = fetch.finished();
    for (const auto& call : slow) call.reply(0);
    slow.clear();
  });
  EXPECT_THAT(call("overlap", fetch, numbers(6), 2), Returns(numbers(6)));
  EXPECT_EQ(done_meanwhile, 5);
}

TEST_F(overlap, WaitsForTheOthersBeforeItRaises) {
  std::vector<Call> slow;
  auto fetch = function("fetch", [&](Call& call) -> Value {
    if (call.arg(0) == Value("bad")) return call.raise("ValueError", "bad item");
    return slow.push_back(call.hold()), Value();
  });
  fetch.on_stalled([&] {
    for (const auto& call : slow) call.reply();
    slow.clear();
  });
  EXPECT_THAT(call("overlap", fetch, list("slow", "bad"), 2), Raises("ValueError"));
  EXPECT_EQ(fetch.in_flight(), 0);
}

TEST_F(overlap, LeavesNoThread) {
  const auto outcome = call("overlap", lengths(), list("kiwi", "fig", "banana"), 2);
  EXPECT_THAT(outcome, Returns(list(4, 3, 6)));
  EXPECT_EQ(outcome.meta("threads_left"), Value(0));
}
