// The hidden tests of @topic@/@exercise@. They are compiled into the topic's library: a submission is asked for answers
// in a box of its own and never sees what is expected. Each test needs its title and hint in @exercise@.titles.yaml.
//
// An example that works as it is; make it yours. Ten hidden tests or so make an exercise hard to pass by luck.
#include <kata/test.h>

#include <numeric>
#include <string>
#include <vector>

KATA_EXERCISE(@exercise@);

namespace {

int price_of(const std::string& name) { return static_cast<int>(name.size()) + 1; }

// A stand-in: the submission calls it, its body runs here. What comes in may be anything.
StandIn price_list() {
  return @exercise@::function("price", [](Call& call) -> Value {
    const Str* name = call.arg(0).get<Str>();
    return name ? Value(price_of(name->text)) : call.raise("TypeError", "a name is a text");
  });
}

}  // namespace

// call() runs a function of the submission in a fresh process; a matcher says what has to come back, strictly:
// 7 is not 7.0. The first test is what a learner meets first: let it be the plainest.
TEST_F(@exercise@, AddsThePrices) {
  EXPECT_THAT(call("total", list("tea", "jam", "bread"), price_list()), Returns(14));
}

TEST_F(@exercise@, CostsNothingWithoutNames) {
  EXPECT_THAT(call("total", list(), price_list()), Returns(0));
}

TEST_F(@exercise@, TakesASingleName) {
  EXPECT_THAT(call("total", list("tea"), price_list()), Returns(4));
}

TEST_F(@exercise@, CountsARepeatedNameEachTime) {
  EXPECT_THAT(call("total", list("tea", "jam", "tea"), price_list()), Returns(12));
}

// A property runs with 100 random inputs. One that goes wrong is made as small as it can be before it is shown.
KATA_PROPERTY(@exercise@, AddsThePricesOfAnyNames, const std::vector<std::string>& names) {
  const int expected = std::accumulate(names.begin(), names.end(), 0, [](int sum, const auto& name) { return sum + price_of(name); });
  EXPECT_THAT(call("total", names, price_list()), Returns(expected));
}

// A technique test is about how it is done. It looks at what can be observed, never at the spelling.
TEST_F(@exercise@, AsksOnceForEachName) {
  const auto price = price_list();
  EXPECT_THAT(call("total", list("tea", "jam", "tea", "tea"), price), Returns(16));
  EXPECT_THAT(price, WasCalled(2));
}

TEST_F(@exercise@, AddsALongList) {
  EXPECT_THAT(call("total", List{Values(200, "tea")}, price_list()), Returns(800));
}

TEST_F(@exercise@, TellsCapitalLettersApart) {
  const auto price = function("price", [](Call& call) { return call.arg(0) == Value("Tea") ? 10 : 1; });
  EXPECT_THAT(call("total", list("Tea", "tea"), price), Returns(11));
}

TEST_F(@exercise@, TakesWhatCostsNothing) {
  const auto price = function("price", [](Call& call) { return call.arg(0) == Value("air") ? 0 : 3; });
  EXPECT_THAT(call("total", list("air", "tea", "air"), price), Returns(3));
}

TEST_F(@exercise@, TakesAnEmptyName) {
  EXPECT_THAT(call("total", list("", "tea"), price_list()), Returns(5));
}

TEST_F(@exercise@, TakesNamesOfAnyScript) {
  EXPECT_THAT(call("total", list("чай", "茶"), price_list()), Returns(11));
}

// Several calls of one test meet in one process, so what the first one remembers may spoil the second.
TEST_F(@exercise@, AsksAnewInTheNextCall) {
  EXPECT_THAT(call("total", list("tea"), price_list()), Returns(4));
  EXPECT_THAT(call("total", list("tea"), function("price", [](Call&) { return 7; })), Returns(7));
}
