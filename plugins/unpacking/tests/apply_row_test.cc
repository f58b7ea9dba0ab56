#include <kata/test.h>

KATA_EXERCISE(apply_row);

TEST_F(apply_row, SpreadsAPair) {
  EXPECT_THAT(call("subtract", 7, 2), Returns(5));
}

TEST_F(apply_row, SpreadsARowOfNothing) {
  EXPECT_THAT(call("empty_row"), Returns(42));
}

TEST_F(apply_row, KeepsTheElementsInOrder) {
  EXPECT_THAT(call("subtract", 2, 7), Returns(-5));
}

TEST_F(apply_row, SpreadsASingleElement) {
  EXPECT_THAT(call("single", "tea"), Returns("tea!"));
}

TEST_F(apply_row, SpreadsElementsOfDifferentTypes) {
  EXPECT_THAT(call("mixed", "tea", 3, -1.5), Returns("tea:3-"));
}

TEST_F(apply_row, SpreadsAnArray) {
  EXPECT_THAT(call("array_row", list(3, 1, 2)), Returns(312));
}

TEST_F(apply_row, SpreadsAConstantRow) {
  EXPECT_THAT(call("constant_row", 6, 7), Returns(42));
}

TEST_F(apply_row, CallsTheFunctionOnce) {
  EXPECT_THAT(call("runs"), Returns(1));
}

TEST_F(apply_row, LetsTheFunctionChangeTheRow) {
  EXPECT_THAT(call("changed", 1, 2), Returns(tuple(100, 200)));
}

TEST_F(apply_row, KeepsAReference) {
  EXPECT_THAT(call("written_through", 1, 2), Returns(tuple(9, 2)));
}

TEST_F(apply_row, LeavesANamedRowWhole) {
  EXPECT_THAT(call("labels_afterwards"), Returns(list("tea", "jam")));
}

KATA_PROPERTY(apply_row, SubtractsAnyNumbers, Int<-1000, 1000> a, Int<-1000, 1000> b) {
  EXPECT_THAT(call("subtract", a, b), Returns(a.number - b.number));
}

TEST_F(apply_row, TakesARowOfSeven) {
  EXPECT_THAT(call("seven", list("a", "b", "c", "d", "e", "f", "g")), Returns("a b c d e f g"));
}

TEST_F(apply_row, TakesATupleOfSix) {
  EXPECT_THAT(call("six_in_a_tuple"), Returns(21));
}

TEST_F(apply_row, MovesOutOfATemporary) {
  EXPECT_THAT(call("copies_of_a_temporary"), Returns(0));
}

TEST_F(apply_row, CopiesNothingOfANamedRow) {
  EXPECT_THAT(call("copies_of_a_named"), Returns(0));
}
