#include <kata/test.h>

KATA_EXERCISE(careless);

TEST_F(careless, KeepsASmallNumber) { EXPECT_THAT(call("clamp", 3, 5), Returns(3)); }
TEST_F(careless, CutsALargeNumber) { EXPECT_THAT(call("clamp", 7, 5), Returns(5)); }
TEST_F(careless, CanBeCalled) { EXPECT_TRUE(call("clamp", list(7, 8), list(5)).ok()); }
TEST_F(careless, Technique) { EXPECT_THAT(probe("observe(callable(clamp))"), Observes(true)); }
