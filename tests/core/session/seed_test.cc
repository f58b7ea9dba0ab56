#include "session/seed.h"

#include <gtest/gtest.h>

namespace kata {
namespace {

TEST(Seed, IsFixedByExerciseAndRevision) {
  EXPECT_EQ(default_seed("unpacking", "rotate", 1), default_seed("unpacking", "rotate", 1));
  EXPECT_NE(default_seed("unpacking", "rotate", 1), default_seed("unpacking", "rotate", 2));
  EXPECT_NE(default_seed("unpacking", "rotate", 1), default_seed("unpacking", "swap", 1));
}
TEST(Seed, FitsWhatReadersOfJsonKeepExact) { EXPECT_LT(default_seed("gil", "race", 9), std::uint64_t{1} << 53); }
TEST(Seed, NeedsOneZygoteForAllDefaults) {
  EXPECT_EQ(hash_seed(default_seed("unpacking", "rotate", 1)), hash_seed(default_seed("gil", "race", 3)));
}
TEST(Seed, GivesEachChosenSeedItsHashSeed) { EXPECT_NE(hash_seed(1), hash_seed(2)); }

}  // namespace
}  // namespace kata
