#include "report/difference.h"

#include <gmock/gmock.h>

#include "base/words.h"
#include "report/verdicts.h"

using namespace kata;
using namespace kata::report;

namespace {

// In English, whatever an earlier test spoke.
class Difference : public testing::Test {
 protected:
  Difference() { speak("en", KATA_LOCALE); }
};
class Words : public Difference {};

TEST_F(Difference, ShowsChangedLinesWithThoseAround) {
  EXPECT_EQ(line_difference({"a", "b", "c"}, {"a", "x", "c"}), "  a\n- b\n+ x\n  c\n");
}

TEST_F(Difference, LeavesOutWhatIsFarAway) {
  std::vector<std::string> expected, actual;
  for (int i = 0; i < 20; ++i) expected.push_back(std::to_string(i));
  actual = expected;
  actual[10] = "x";
  EXPECT_EQ(line_difference(expected, actual), "  …\n  7\n  8\n  9\n- 10\n+ x\n  11\n  12\n  13\n  …\n");
}

TEST_F(Difference, IsBoundedForEndlessTexts) {
  const std::vector<std::string> many(100'000, "a"), other(100'000, "b");
  EXPECT_LT(line_difference(many, other).size(), 4000u);
}

TEST_F(Difference, FollowsAPath) {
  const Value value = dict({{"a", list(1, tuple(2, 3))}});
  EXPECT_EQ(*at(value, {"a", 1, 0}), Value(2));
  EXPECT_EQ(at(value, {"a", 5}), nullptr);
  EXPECT_EQ(at(value, {"b"}), nullptr);
  EXPECT_EQ(at(value, {"a", -1}), nullptr);
  EXPECT_EQ(path_text({"a", 1}, Source::python), "['a'][1]");
}

TEST_F(Difference, SaysNothingWhereTheValuesSayItAll) { EXPECT_EQ(first_difference(1, 2, {}, Source::python), ""); }

TEST_F(Words, RoundAmounts) {
  EXPECT_EQ(size(512), "512 bytes");
  EXPECT_EQ(size(128u << 20), "128 MiB");
  EXPECT_EQ(milliseconds(1234), "1.2 ms");
  EXPECT_EQ(milliseconds(123'456), "123 ms");
  EXPECT_EQ(signal_name(11), "SIGSEGV");
  EXPECT_EQ(signal_name(99), "99");
}

TEST_F(Words, NeverShowANameOfCode) {
  TestInfo test;
  test.name = "KeepsEveryItem";
  EXPECT_EQ(title(test), "Test");
}

}  // namespace
