#include <kata/test.h>

#include <string>

KATA_EXERCISE(vault);

TEST_F(vault, OpensForTheWord) {
  EXPECT_THAT(call("open_vault", "canary-of-an-argument-6d1f0a"), Returns("canary-of-an-expected-value-93b7e2"));
}
