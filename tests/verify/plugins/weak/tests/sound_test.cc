#include <kata/test.h>

#include <cstdlib>

KATA_EXERCISE(sound);

TEST_F(sound, TurnsANegativeNumber) { EXPECT_THAT(call("size", -3), Returns(3)); }
KATA_PROPERTY(sound, IsNeverNegative, Int<-1000, 1000> number) {
  EXPECT_THAT(call("size", number), Returns(std::abs(static_cast<std::int64_t>(number))));
}
TEST_F(sound, KeepsZero) { EXPECT_THAT(call("size", 0), Returns(0)); }
TEST_F(sound, KeepsAPositiveNumber) { EXPECT_THAT(call("size", 5), Returns(5)); }
TEST_F(sound, TakesBigNumbers) { EXPECT_THAT(call("size", integer("-100000000000000000000")), Returns(integer("100000000000000000000"))); }
TEST_F(sound, LooksAtItsArgumentOnly) {
  EXPECT_THAT(call("size", -1), Returns(1));
  EXPECT_THAT(call("size", -2), Returns(2));
}
TEST_F(sound, GivesAWholeNumber) { EXPECT_THAT(call("size", -4), Returns(4)); }
TEST_F(sound, IsNoBuiltin) { EXPECT_THAT(probe("observe(size is abs)"), Observes(false)); }
TEST_F(sound, TakesOne) { EXPECT_THAT(call("size", 1), Returns(1)); }
TEST_F(sound, TakesMinusOne) { EXPECT_THAT(call("size", -1), Returns(1)); }
TEST_F(sound, RaisesForATuple) { EXPECT_THAT(call("size", tuple()), Raises("TypeError")); }
