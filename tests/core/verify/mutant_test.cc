#include "verify/mutant.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kata::verify {
namespace {

const std::string kSource = "def f(x):\n    if x > 1:\n        return x\n    return 0\n";

Mutant change(const std::string& from, std::string to, std::string where = "f") {
  const std::size_t begin = kSource.find(from);
  return {.kind = "comparison", .begin = begin, .end = begin + from.size(), .text = std::move(to), .where = std::move(where)};
}

std::string key_of(Mutant mutant, const std::string& source) {
  std::vector<Mutant> one{std::move(mutant)};
  name_mutants(one, source);
  return one[0].key;
}

TEST(Mutant, DiffersAtItsPlaceOnly) {
  EXPECT_EQ(mutated(change(">", ">="), kSource), "def f(x):\n    if x >= 1:\n        return x\n    return 0\n");
  EXPECT_EQ(diff(change(">", ">="), kSource), "-     if x > 1:\n+     if x >= 1:\n");
  EXPECT_EQ(line_of(change(">", ">="), kSource), 2);
}

TEST(Mutant, KeepsItsKeyWhenCodeElsewhereMoves) {
  Mutant moved = change(">", ">=");
  moved.begin += 8, moved.end += 8;
  EXPECT_EQ(key_of(change(">", ">="), kSource), key_of(moved, "# above\n" + kSource));
}

TEST(Mutant, LosesItsKeyWhenItsLineChanges) {
  std::string other = kSource;
  other.replace(other.find("> 1"), 3, "> 2");
  EXPECT_NE(key_of(change(">", ">="), kSource), key_of(change(">", ">="), other));
}

TEST(Mutant, TellsEqualLinesApart) {
  const std::string twice = "a = 1\na = 1\n";
  std::vector<Mutant> both{{.kind = "constant", .begin = 4, .end = 5, .text = "2"}, {.kind = "constant", .begin = 10, .end = 11, .text = "2"}};
  name_mutants(both, twice);
  EXPECT_NE(both[0].key, both[1].key);
  EXPECT_EQ(both[0].key.size(), 8u);
}

}  // namespace
}  // namespace kata::verify
