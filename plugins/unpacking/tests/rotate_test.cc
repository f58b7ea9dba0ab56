#include <kata/test.h>

#include <algorithm>
#include <string>
#include <vector>

KATA_EXERCISE(rotate);

TEST_F(rotate, MovesTheFirstItemToTheEnd) {
  EXPECT_THAT(call("rotate", list("ann", "bob", "cat")), Returns(list("bob", "cat", "ann")));
}

TEST_F(rotate, GivesNothingForNothing) {
  EXPECT_THAT(call("rotate", list()), Returns(list()));
}

TEST_F(rotate, LeavesASingleItemAlone) {
  EXPECT_THAT(call("rotate", list("ann")), Returns(list("ann")));
}

TEST_F(rotate, ExchangesTwoItems) {
  EXPECT_THAT(call("rotate", list("ann", "bob")), Returns(list("bob", "ann")));
}

TEST_F(rotate, MovesOnlyOneOfSeveralEqualItems) {
  EXPECT_THAT(call("rotate", list("ann", "bob", "ann", "cat")), Returns(list("bob", "ann", "cat", "ann")));
}

TEST_F(rotate, MovesTheFirstPastEqualItems) {
  EXPECT_THAT(call("rotate", list("ann", "bob", "bob")), Returns(list("bob", "bob", "ann")));
}

TEST_F(rotate, KeepsAllWhenAllAreEqual) {
  EXPECT_THAT(call("rotate", list("ann", "ann", "ann")), Returns(list("ann", "ann", "ann")));
}

TEST_F(rotate, KeepsALongQueueInOrder) {
  EXPECT_THAT(call("rotate", list("a", "b", "c", "d", "e", "f", "g", "h", "i", "j")),
              Returns(list("b", "c", "d", "e", "f", "g", "h", "i", "j", "a")));
}

TEST_F(rotate, SortsNothing) {
  EXPECT_THAT(call("rotate", list("m", "z", "a", "q")), Returns(list("z", "a", "q", "m")));
}

TEST_F(rotate, KeepsEmptyTexts) {
  EXPECT_THAT(call("rotate", list("", "ann", "")), Returns(list("ann", "", "")));
}

TEST_F(rotate, KeepsASingleEmptyText) {
  EXPECT_THAT(call("rotate", list("")), Returns(list("")));
}

TEST_F(rotate, KeepsLettersOfAnyScript) {
  EXPECT_THAT(call("rotate", list("чай", "café", "茶", "☕")), Returns(list("café", "茶", "☕", "чай")));
}

TEST_F(rotate, KeepsVeryLongTexts) {
  const std::string novel(10'000, 'x');
  EXPECT_THAT(call("rotate", list(novel, "short")), Returns(list("short", novel)));
}

TEST_F(rotate, AcceptsItemsOfAnyType) {
  EXPECT_THAT(call("rotate", list(nullptr, false, 0, list(), 1.5)), Returns(list(false, 0, list(), 1.5, nullptr)));
}

TEST_F(rotate, KeepsListsInTheListWhole) {
  EXPECT_THAT(call("rotate", list(list(1, 2), list(3))), Returns(list(list(3), list(1, 2))));
}

TEST_F(rotate, GivesAListForATuple) {
  EXPECT_THAT(call("rotate", tuple(1, 2, 3)), Returns(list(2, 3, 1)));
}

TEST_F(rotate, GivesAListForAText) {
  EXPECT_THAT(call("rotate", "tram"), Returns(list("r", "a", "m", "t")));
}

TEST_F(rotate, LeavesTheInputAlone) {
  EXPECT_THAT(probe(R"py(
queue = ["ann", "bob", "cat"]
rotate(queue)
observe(queue)
)py"),
              Observes(list("ann", "bob", "cat")));
}

TEST_F(rotate, AlwaysGivesANewList) {
  EXPECT_THAT(probe("observe([rotate(queue) is queue for queue in ([], ['ann'], ['ann', 'bob'])])"),
              Observes(list(false, false, false)));
}

TEST_F(rotate, GivesANewEmptyListEachTime) {
  EXPECT_THAT(probe(R"py(
rotate([]).append("ann")
observe(rotate([]))
)py"),
              Observes(list()));
}

TEST_F(rotate, ReturnsToTheStartAfterAFullRound) {
  Value queue = list("ann", "bob", "cat");
  for (int turn = 0; turn < 3; ++turn) queue = call("rotate", queue).value();
  EXPECT_THAT(call("rotate", queue), Returns(list("bob", "cat", "ann")));
}

KATA_PROPERTY(rotate, KeepsEveryItem, const std::vector<std::string>& items) {
  auto expected = items;
  if (!expected.empty()) std::rotate(expected.begin(), expected.begin() + 1, expected.end());
  EXPECT_THAT(call("rotate", items), Returns(expected));
}

KATA_PROPERTY(rotate, KeepsEveryNumber, const std::vector<int>& items) {
  auto expected = items;
  if (!expected.empty()) std::rotate(expected.begin(), expected.begin() + 1, expected.end());
  EXPECT_THAT(call("rotate", items), Returns(expected));
}

TEST_F(rotate, TakesAStreamThatIsReadOnce) {
  auto queue = iterator({1, 2, 3});
  EXPECT_THAT(call("rotate", queue), Returns(list(2, 3, 1)));
  EXPECT_THAT(queue, Pulled(3));
}

TEST_F(rotate, TakesAStreamOfOne) {
  auto queue = iterator({"ann"});
  EXPECT_THAT(call("rotate", queue), Returns(list("ann")));
}

TEST_F(rotate, TakesAnEmptyStream) {
  auto queue = iterator({});
  EXPECT_THAT(call("rotate", queue), Returns(list()));
}

TEST_F(rotate, PassesOnTheErrorOfAStream) {
  EXPECT_THAT(probe(R"py(
def line():
    yield "ann"
    raise OSError("the line is cut")
observe(rotate(line()))
)py"),
              Raises("OSError", Says("the line is cut")));
}

TEST_F(rotate, CopiesNothing) {
  EXPECT_THAT(call("rotate", list("ann", "bob", "cat", "dan")), Returns(list("bob", "cat", "dan", "ann")));
  EXPECT_THAT(call("copies"), Returns(0));
}
