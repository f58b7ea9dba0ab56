#include "tables/frozen.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "parsed.h"

using namespace kata;
using namespace kata::tables;

namespace {

Case generated(int count, std::string_view call, std::vector<std::pair<std::string, Expression>> args) {
  Case one;
  one.steps.push_back({.target = parsed(call)});
  one.generate = {.count = count, .args = std::move(args)};
  return one;
}

TEST(DrawCalls, GivesEachInputOnceTheSimplestFirst) {
  const auto calls = draw_calls(generated(200, "f(items, 'x', by=n)", {{"items", parsed("lists(integers(0, 99))")}, {"n", parsed("integers(0, 5)")}}), 1);
  EXPECT_EQ(calls.size(), 200u);
  EXPECT_EQ(calls.front(), "f([], 'x', by=0)");
  EXPECT_TRUE(std::ranges::is_sorted(calls, {}, &std::string::size));
  auto sorted = calls;
  std::ranges::sort(sorted);
  EXPECT_EQ(std::ranges::adjacent_find(sorted), sorted.end());
}

TEST(DrawCalls, IsTheSameEachTimeAndOtherwiseForEachSeed) {
  const Case one = generated(50, "f(x)", {{"x", parsed("text()")}});
  EXPECT_EQ(draw_calls(one, 3), draw_calls(one, 3));
  EXPECT_NE(draw_calls(one, 3), draw_calls(one, 4));
}

TEST(DrawCalls, GivesAsManyAsThereAre) {
  EXPECT_THAT(draw_calls(generated(200, "f(x)", {{"x", parsed("booleans()")}}), 1), testing::UnorderedElementsAre("f(False)", "f(True)"));
}

}  // namespace
