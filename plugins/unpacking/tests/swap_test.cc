#include <kata/test.h>

#include <algorithm>
#include <string>
#include <vector>

KATA_EXERCISE(swap);

TEST_F(swap, ExchangesFirstAndLast) {
  EXPECT_THAT(call("swap_ends", list("ann", "bob", "cat")), Returns(list("cat", "bob", "ann")));
}

TEST_F(swap, LeavesASingleItemAlone) {
  EXPECT_THAT(call("swap_ends", list("ann")), Returns(list("ann")));
}

TEST_F(swap, GivesNothingForNothing) {
  EXPECT_THAT(call("swap_ends", list()), Returns(list()));
}

TEST_F(swap, ExchangesTwoItems) {
  EXPECT_THAT(call("swap_ends", list("left", "right")), Returns(list("right", "left")));
}

TEST_F(swap, KeepsTheMiddleInOrder) {
  EXPECT_THAT(call("swap_ends", list("a", "b", "c", "d", "e")), Returns(list("e", "b", "c", "d", "a")));
}

TEST_F(swap, AcceptsEqualEnds) {
  EXPECT_THAT(call("swap_ends", list("ann", "bob", "cat", "ann")), Returns(list("ann", "bob", "cat", "ann")));
}

TEST_F(swap, KeepsEmptyTexts) {
  EXPECT_THAT(call("swap_ends", list("", "bob", "cat")), Returns(list("cat", "bob", "")));
}

TEST_F(swap, KeepsLettersOfAnyScript) {
  EXPECT_THAT(call("swap_ends", list("чай", "café", "茶", "☕")), Returns(list("☕", "café", "茶", "чай")));
}

TEST_F(swap, ExchangesTheEndsOfALongRow) {
  EXPECT_THAT(call("swap_ends", list("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12")),
              Returns(list("12", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "1")));
}

TEST_F(swap, AcceptsItemsOfAnyType) {
  EXPECT_THAT(call("swap_ends", list(nullptr, 0, list(1, 2), false)), Returns(list(false, 0, list(1, 2), nullptr)));
}

TEST_F(swap, GivesAListForATuple) {
  EXPECT_THAT(call("swap_ends", tuple(1, 2, 3)), Returns(list(3, 2, 1)));
}

TEST_F(swap, GivesAListForAText) {
  EXPECT_THAT(call("swap_ends", "stop"), Returns(list("p", "t", "o", "s")));
}

TEST_F(swap, LeavesTheInputAlone) {
  EXPECT_THAT(probe(R"py(
bench = ["ann", "bob", "cat"]
swap_ends(bench)
observe(bench)
)py"),
              Observes(list("ann", "bob", "cat")));
}

TEST_F(swap, AlwaysGivesANewList) {
  EXPECT_THAT(probe("observe([swap_ends(bench) is bench for bench in ([], ['ann'], ['ann', 'bob'])])"),
              Observes(list(false, false, false)));
}

TEST_F(swap, GivesTheSameOnASecondCall) {
  call("swap_ends", list("x", "y", "z"));
  EXPECT_THAT(call("swap_ends", list("ann", "bob")), Returns(list("bob", "ann")));
}

KATA_PROPERTY(swap, ExchangesOnlyTheEnds, const std::vector<std::string>& items) {
  auto expected = items;
  if (!expected.empty()) std::swap(expected.front(), expected.back());
  EXPECT_THAT(call("swap_ends", items), Returns(expected));
}

TEST_F(swap, TakesAStreamThatIsReadOnce) {
  auto bench = iterator({"ann", "bob", "cat", "dan"});
  EXPECT_THAT(call("swap_ends", bench), Returns(list("dan", "bob", "cat", "ann")));
  EXPECT_THAT(bench, Pulled(4));
}

TEST_F(swap, TakesAStreamOfOne) {
  auto bench = iterator({"ann"});
  EXPECT_THAT(call("swap_ends", bench), Returns(list("ann")));
}

TEST_F(swap, TakesAnEmptyStream) {
  auto bench = iterator({});
  EXPECT_THAT(call("swap_ends", bench), Returns(list()));
}

TEST_F(swap, CopiesNothing) {
  EXPECT_THAT(call("swap_ends", list("ann", "bob", "cat", "dan")), Returns(list("dan", "bob", "cat", "ann")));
  EXPECT_THAT(call("copies"), Returns(0));
}

TEST_F(swap, LeavesTheMiddleInItsPlace) {
  EXPECT_THAT(call("moves_in_the_middle", list("ann", "bob", "cat", "dan", "eve")), Returns(0));
}

TEST_F(swap, NeedsNoIndexes) {
  const Value facts = syntax();
  Value expressions;
  for (const auto& [name, fact] : facts.get<Dict>()->items) {
    if (name == Value("expressions")) expressions = fact;
  }
  EXPECT_THAT(expressions, OfType("list"));
  EXPECT_THAT(expressions, ::testing::Not(Contains("Subscript")));
}
