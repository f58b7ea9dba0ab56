// Each example of docs/reference.md, where it stands word for word.
#include <kata/test.h>

#include <string>
#include <vector>

KATA_EXERCISE(everything);

TEST_F(everything, TestF) {
  EXPECT_THAT(call("rotate", list(1, 2, 3)), Returns(list(2, 3, 1)));
}

KATA_PROPERTY(everything, KataProperty, const std::vector<int>& items) {
  Values expected(items.begin(), items.end());
  EXPECT_THAT(call("rotate", items), Returns(InAnyOrder(expected)));
}

TEST_F(everything, Calling) {
  EXPECT_THAT(call("join", list("a", "b"), kwargs({{"by", "-"}})), Returns("a-b"));
}

TEST_F(everything, Running) {
  EXPECT_THAT(run("fetch", "tea"), Returns("tea!"));
}

TEST_F(everything, Parallel) {
  const auto counter = number(0), key = lock("key");
  parallel({request("add_safely", counter, key), request("add_safely", counter, key)});
  EXPECT_EQ(counter.value(), Value(2));
}

TEST_F(everything, Getting) {
  EXPECT_THAT(get("LIMIT"), Returns(7));
}

TEST_F(everything, Objects) {
  const Handle shelf = object(call("Shelf", 2));
  EXPECT_THAT(shelf.call("put", "tea"), Returns(1));
  EXPECT_THAT(shelf.get("items"), Returns(list("tea")));
}

TEST_F(everything, Syntax) {
  const Value facts = syntax();
  EXPECT_THAT(facts, OfType("dict"));
}

TEST_F(everything, OutputOfTheProcess) {
  call("greet", "Ann");
  EXPECT_THAT(output().out, ::testing::HasSubstr("Ann"));
}

TEST_F(everything, Restart) {
  call("visit");
  restart();
  EXPECT_THAT(call("visit"), Returns(1));
}

TEST_F(everything, ReturnsMatcher) {
  EXPECT_THAT(call("half", 3), Returns(1.5));
}

TEST_F(everything, RaisesMatcher) {
  EXPECT_THAT(call("enter", 9), Raises("ValueError", Contains("9")));
}

TEST_F(everything, PrintsMatcher) {
  EXPECT_THAT(call("greet", "Ann"), Prints("hello Ann\n"));
}

TEST_F(everything, TookMatcher) {
  EXPECT_THAT(run("brew"), Took(AtMost(3)));
}

TEST_F(everything, LeftNoTasksMatcher) {
  EXPECT_THAT(run("serve"), LeftNoTasks());
}

TEST_F(everything, BlockedMatcher) {
  EXPECT_THAT(run("brew"), ::testing::Not(Blocked()));
}

TEST_F(everything, NearMatcher) {
  EXPECT_THAT(call("third", 1), Returns(Near(0.3333, 0.001)));
}

TEST_F(everything, InAnyOrderMatcher) {
  EXPECT_THAT(call("letters", "noon"), Returns(InAnyOrder("n", "o")));
}

TEST_F(everything, InOrderMatcher) {
  EXPECT_THAT(call("rotate", tuple(1, 2)), Returns(InOrder(2, 1)));
}

TEST_F(everything, SaysMatcher) {
  EXPECT_THAT(call("enter", 9), Raises("ValueError", Says("too young: 9")));
}

TEST_F(everything, LikeMatcher) {
  EXPECT_THAT(call("stamp"), Returns(Like("^\\d\\d:\\d\\d$")));
}

TEST_F(everything, ContainsMatcher) {
  EXPECT_THAT(call("letters", "tea"), Returns(Contains("e")));
}

TEST_F(everything, OfTypeMatcher) {
  EXPECT_THAT(call("letters", "tea"), Returns(OfType("list")));
}

TEST_F(everything, AtMostMatcher) {
  EXPECT_THAT(call("half", 9), Returns(AtMost(5)));
}

TEST_F(everything, AtLeastMatcher) {
  EXPECT_THAT(call("half", -9), Returns(AtLeast(-5)));
}

TEST_F(everything, BetweenMatcher) {
  EXPECT_THAT(call("half", 9), Returns(Between(4, 5)));
}

TEST_F(everything, AnyOfMatcher) {
  EXPECT_THAT(call("half", 4), Returns(AnyOf(2, 2.0)));
}

TEST_F(everything, AllOfMatcher) {
  EXPECT_THAT(call("letters", "tea"), Returns(AllOf(Contains("t"), OfType("list"))));
}

TEST_F(everything, Functions) {
  const auto price = function("price", [](Call& call) { return call.arg(0) == Value("tea") ? 3 : 0; });
  EXPECT_THAT(call("ask", price, "tea"), Returns(3));
  EXPECT_THAT(price, WasCalled(1));
}

TEST_F(everything, AsyncFunctions) {
  const auto load = async_function("load", [](Call& call) { return call.reply_after(2, "page"); });
  EXPECT_THAT(run("load_all", load, list("a", "b")), Returns(list("page", "page")));
  EXPECT_THAT(load, MostInFlight(2));
}

TEST_F(everything, WasCancelledMatcher) {
  const auto load = async_function("load", [](Call& call) { return call.reply_after(60); });
  run("give_up", load);
  EXPECT_THAT(load, WasCancelled(1));
}

TEST_F(everything, Iterators) {
  const auto stream = iterator({1, 2, 3});
  EXPECT_THAT(call("first_of", stream), Returns(1));
  EXPECT_THAT(stream, Pulled(1));
}

TEST_F(everything, AsyncIterators) {
  EXPECT_THAT(run("collect", async_iterator({1, 2})), Returns(list(1, 2)));
}

TEST_F(everything, Iterables) {
  const auto row = iterable({3, 1});
  EXPECT_THAT(call("swing", row), Returns(2));
  EXPECT_EQ(row.iterated(), 2);
}

TEST_F(everything, ContextManagers) {
  const auto door = context_manager("door", "inside");
  EXPECT_THAT(call("look", door), Returns("inside"));
  EXPECT_THAT(door, ClosedOnce());
}

TEST_F(everything, AsyncContextManagers) {
  const auto door = async_context_manager("door", "inside");
  EXPECT_THAT(run("look_later", door), Returns("inside"));
  EXPECT_THAT(door, ClosedOnce());
}

TEST_F(everything, Locks) {
  const auto key = lock("key");
  call("guarded", key);
  EXPECT_EQ(key.released(), 1);
}

TEST_F(everything, Numbers) {
  const auto counter = number(5);
  call("add_one", counter);
  EXPECT_EQ(counter.value(), Value(6));
}

TEST_F(everything, Mappings) {
  EXPECT_THAT(call("price_of", mapping({{"tea", 3}}), "tea"), Returns(3));
}

TEST_F(everything, Uses) {
  const auto first = function("first", [](Call&) {}), second = function("second", [](Call&) {});
  call("both", first, second);
  ASSERT_EQ(uses().size(), 2u);
  EXPECT_EQ(uses()[0].name(), "first");
}

KATA_PROPERTY(everything, Draws) {
  const auto number = draw(gen::integer(-9, 9));
  EXPECT_THAT(call("half", number), Returns(static_cast<double>(number) / 2));
}

KATA_PROPERTY(everything, Assume, const std::vector<int>& items) {
  assume(!items.empty());
  EXPECT_THAT(call("first_of", items), Returns(items.front()));
}

TEST_F(everything, Observe) {
  EXPECT_THAT(probe(R"py(
row = [1, 2, 3]
rotate(row)
observe(row)
)py"),
              Observes(list(1, 2, 3)));
}

TEST_F(everything, Kinds) {
  EXPECT_THAT(probe("observe(kinds(join))"), Observes(list(tuple("words", "positional"), tuple("by", "keyword-only"))));
}

TEST_F(everything, Raised) {
  EXPECT_THAT(probe("observe(str(raised(enter, 9)))"), Observes("too young: 9"));
}

TEST_F(everything, Take) {
  EXPECT_THAT(probe("observe(take(count_up(), 3))"), Observes(list(1, 2, 3)));
}

TEST_F(everything, ProbeNames) {
  EXPECT_THAT(probe("observe(half(x))", {{"x", 3}}), Observes(1.5));
}
