// What a table cannot say; the rest is in swap.yaml.
#include <kata/test.h>

KATA_EXERCISE(swap);

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
