// What an author may get wrong of <kata/test.h>, one thing a line; behind it what the compiler must say of it.
#include <kata/test.h>

KATA_EXERCISE(misused);
struct Point { int x; };
struct Size { int x; };

TEST_F(misused, Argument) { call("f", Point{1}); }                                   // an argument is a value, or what becomes one
TEST_F(misused, Expected) { EXPECT_THAT(call("f"), Returns(Point{1})); }             // what is expected is a value, or a condition on one
TEST_F(misused, Observed) { EXPECT_THAT(probe("f"), Observes(Size{1})); }            // what is expected is a value, or a condition on one
TEST_F(misused, Equal) { EXPECT_EQ(call("f"), 3); }                                  // EXPECT_THAT(call(…), Returns(…))
TEST_F(misused, Reversed) { EXPECT_EQ(4u, call("f")); }                              // EXPECT_THAT(call(…), Returns(…))
KATA_PROPERTY(misused, Parameter, Point point) { call("f", point.x); }               // specialise Arbitrary
TEST_F(misused, Body) { call("f", function("g", [](int, int) { return 1; })); }      // the body of a stand-in takes its call
TEST(misused_too, Call) { call("f", 1); }                                            // write TEST_F(exercise, Name), not TEST
TEST(misused_too, Probe) { probe("f"); }                                             // write TEST_F(exercise, Name), not TEST
