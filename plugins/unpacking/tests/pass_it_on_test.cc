#include <kata/test.h>

#include <map>
#include <string>
#include <vector>

KATA_EXERCISE(pass_it_on);

namespace {

// A job that tells what it was called with.
constexpr const char* kEcho = R"py(
def echo(*args, **kwargs):
    return [list(args), list(kwargs.items())]
)py";

}  // namespace

TEST_F(pass_it_on, FindsTheLargest) {
  EXPECT_THAT(probe("observe(pass_it_on(max, 3, 8, 5))"), Observes(8));
}

TEST_F(pass_it_on, SortsInReverse) {
  EXPECT_THAT(probe("observe(pass_it_on(sorted, [1, 3, 2], reverse=True))"), Observes(list(3, 2, 1)));
}

TEST_F(pass_it_on, PassesPositionalArguments) {
  auto job = function("job", [](Call& c) -> Value { return tuple(c.arg(0), c.arg(1), c.arg(2)); });
  EXPECT_THAT(call("pass_it_on", job, 3, 8, 5), Returns(tuple(3, 8, 5)));
}

TEST_F(pass_it_on, PassesKeywordArguments) {
  auto job = function("job", [](Call& c) -> Value { return tuple(c.arg(0), c.kwarg("reverse")); });
  EXPECT_THAT(call("pass_it_on", job, list(1, 3, 2), kwargs({{"reverse", true}})),
              Returns(tuple(list(1, 3, 2), true)));
}

TEST_F(pass_it_on, WritesATicket) {
  EXPECT_THAT(call("ticket", "12A", "Monday", kwargs({{"price", 25}})), Returns(tuple("12A", "Monday", 25)));
}

TEST_F(pass_it_on, PassesNothingToAJobThatNeedsNothing) {
  EXPECT_THAT(probe(std::string(kEcho) + "observe(pass_it_on(echo))"), Observes(list(list(), list())));
}

TEST_F(pass_it_on, KeepsTheOrderOfKeywords) {
  EXPECT_THAT(probe(std::string(kEcho) + "observe(pass_it_on(echo, 1, z=2, a=3, m=4))"),
              Observes(list(list(1), list(tuple("z", 2), tuple("a", 3), tuple("m", 4)))));
}

TEST_F(pass_it_on, PassesCollectionsWhole) {
  EXPECT_THAT(probe(std::string(kEcho) + "observe(pass_it_on(echo, [1, 2], (3,), {'a': 4}))"),
              Observes(list(list(list(1, 2), tuple(3), dict({{"a", 4}})), list())));
}

TEST_F(pass_it_on, PassesTheSameObjects) {
  EXPECT_THAT(probe(R"py(
bag = []
pass_it_on(list.append, bag, "key")
observe([bag, pass_it_on(lambda first, *, other: first is bag and other is bag, bag, other=bag)])
)py"),
              Observes(list(list("key"), true)));
}

TEST_F(pass_it_on, PassesNoneAndFalse) {
  EXPECT_THAT(probe(std::string(kEcho) + "observe(pass_it_on(echo, None, False, x=None))"),
              Observes(list(list(nullptr, false), list(tuple("x", nullptr)))));
}

TEST_F(pass_it_on, GivesBackNone) {
  auto job = function("job", [](Call&) -> Value { return nullptr; });
  EXPECT_THAT(call("pass_it_on", job), Returns(nullptr));
}

TEST_F(pass_it_on, CallsTheJobOnce) {
  auto job = function("job", [](Call&) -> Value { return 42; });
  EXPECT_THAT(call("pass_it_on", job, 1, kwargs({{"b", 2}})), Returns(42));
  EXPECT_THAT(job, WasCalled(1));
}

TEST_F(pass_it_on, PassesOnTheErrorOfTheJob) {
  auto job = function("job", [](Call& c) -> Value { return c.raise("LookupError", "no such seat"); });
  EXPECT_THAT(call("pass_it_on", job, "99Z"), Raises("LookupError", Says("no such seat")));
  EXPECT_THAT(job, WasCalled(1));
}

TEST_F(pass_it_on, PassesOnATypeErrorOfTheJob) {
  EXPECT_THAT(probe("observe(pass_it_on(lambda seat: seat, 1, 2))"), Raises("TypeError", Contains("positional argument")));
}

KATA_PROPERTY(pass_it_on, PassesEverything, const std::vector<int>& args, const std::vector<int>& named) {
  Dict keywords;
  Values pairs;
  for (std::size_t i = 0; i < named.size(); ++i) {
    const std::string key = "key" + std::to_string(i);
    keywords.items.emplace_back(key, named[i]);
    pairs.push_back(tuple(key, named[i]));
  }
  EXPECT_THAT(probe(std::string(kEcho) + "observe(pass_it_on(echo, *args, **keywords))",
                    {{"args", args}, {"keywords", keywords}}),
              Observes(list(args, List{pairs})));
}

TEST_F(pass_it_on, CostsTenWithoutAPrice) {
  EXPECT_THAT(call("ticket", "12A", "Monday"), Returns(tuple("12A", "Monday", 10)));
}

TEST_F(pass_it_on, TakesTheDayByName) {
  EXPECT_THAT(call("ticket", "12A", kwargs({{"day", "Monday"}})), Returns(tuple("12A", "Monday", 10)));
}

TEST_F(pass_it_on, TakesSeatAndDayByPosition) {
  EXPECT_THAT(call("ticket", "1B", "Friday"), Returns(tuple("1B", "Friday", 10)));
}

TEST_F(pass_it_on, TakesAPriceOfZero) {
  EXPECT_THAT(call("ticket", "1B", "Friday", kwargs({{"price", 0}})), Returns(tuple("1B", "Friday", 0)));
}

TEST_F(pass_it_on, RefusesTheSeatByName) {
  EXPECT_THAT(call("ticket", kwargs({{"seat", "12A"}, {"day", "Monday"}})), Raises("TypeError"));
}

TEST_F(pass_it_on, RefusesThePriceByPosition) {
  EXPECT_THAT(call("ticket", "12A", "Monday", 25), Raises("TypeError"));
}

TEST_F(pass_it_on, RefusesATicketWithoutADay) {
  EXPECT_THAT(call("ticket", "12A"), Raises("TypeError"));
}

TEST_F(pass_it_on, RefusesTheDayTwice) {
  EXPECT_THAT(call("ticket", "12A", "Monday", kwargs({{"day", "Friday"}})), Raises("TypeError"));
}

TEST_F(pass_it_on, RefusesUnknownNames) {
  EXPECT_THAT(call("ticket", "12A", "Monday", kwargs({{"colour", "red"}})), Raises("TypeError"));
}

TEST_F(pass_it_on, EachTicketHasItsOwnPrice) {
  EXPECT_THAT(call("ticket", "12A", "Monday", kwargs({{"price", 25}})), Returns(tuple("12A", "Monday", 25)));
  EXPECT_THAT(call("ticket", "1B", "Friday"), Returns(tuple("1B", "Friday", 10)));
}

TEST_F(pass_it_on, PassesAKeywordNamedLikeItsOwn) {
  EXPECT_THAT(probe(R"py(
import inspect
names = [*inspect.signature(pass_it_on).parameters, "job", "args", "kwargs", "self", "function"]
observe([name for name in names if pass_it_on(dict, **{name: 1}) != {name: 1}])
)py"),
              Observes(list()));
}

TEST_F(pass_it_on, ShowsTheRulesInItsSignature) {
  EXPECT_THAT(probe(R"py(
import inspect
signature = inspect.signature(ticket, follow_wrapped=False)
observe([(p.name, p.kind.description) for p in signature.parameters.values()])
)py"),
              Observes(list(tuple("seat", "positional-only"), tuple("day", "positional or keyword"),
                            tuple("price", "keyword-only"))));
}

TEST_F(pass_it_on, ShowsThePriceInItsSignature) {
  EXPECT_THAT(probe(R"py(
import inspect
observe(inspect.signature(ticket, follow_wrapped=False).parameters["price"].default)
)py"),
              Observes(10));
}
