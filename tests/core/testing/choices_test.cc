#include "testing/choices.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace kata::detail {
namespace {

// The smallest value of a generator for which `fails`, found from a random failing one.
template <class T> T smallest(const Generator<T>& generator, const std::function<bool(const T&)>& fails, std::uint64_t seed = 1) {
  for (std::uint64_t i = 0; i < 100'000; ++i) {
    Choices choices(seed * 1'000'003 + i, 1.0);
    if (!fails(generator(choices))) continue;
    const auto best = shrink(choices.taken(), [&](const ChoiceSequence& candidate) -> std::optional<ChoiceSequence> {
      Choices replay(candidate);
      return fails(generator(replay)) ? std::optional(replay.taken()) : std::nullopt;
    }, 2000);
    Choices replay(best);
    return generator(replay);
  }
  ADD_FAILURE() << "no input fails";
  Choices nothing{ChoiceSequence()};
  return generator(nothing);
}

using Ints = std::vector<std::int64_t>;
const auto kAnyInt = gen::integer(std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max());

class Shrinking : public ::testing::TestWithParam<std::uint64_t> {};
INSTANTIATE_TEST_SUITE_P(Seeds, Shrinking, ::testing::Range<std::uint64_t>(1, 11));

TEST_P(Shrinking, FindsTheLeastInteger) {
  EXPECT_EQ(smallest<std::int64_t>(kAnyInt, [](auto n) { return n >= 1000; }, GetParam()), 1000);
  EXPECT_EQ(smallest<std::int64_t>(kAnyInt, [](auto n) { return n < -77; }, GetParam()), -78);
  EXPECT_EQ(smallest<std::int64_t>(gen::integer(50, 5000), [](auto n) { return n % 2 == 1; }, GetParam()), 51);
}

TEST_P(Shrinking, FindsTheShortestList) {
  const auto ints = gen::vector(kAnyInt);
  EXPECT_EQ(smallest<Ints>(ints, [](const Ints& v) { return v.size() >= 3; }, GetParam()), (Ints{0, 0, 0}));
  EXPECT_EQ(smallest<Ints>(ints, [](const Ints& v) { return !v.empty() && *std::max_element(v.begin(), v.end()) > 100; }, GetParam()), Ints{101});
  EXPECT_EQ(smallest<Ints>(gen::vector(gen::integer(0, 1'000'000)), [](const Ints& v) { return !std::is_sorted(v.begin(), v.end()); }, GetParam()), (Ints{1, 0}));
  EXPECT_EQ(smallest<Ints>(ints, [](const Ints& v) {
              for (std::size_t i = 0; i < v.size(); ++i) {
                for (std::size_t j = 0; j < i; ++j) {
                  if (v[i] == v[j]) return true;
                }
              }
              return false;
            }, GetParam()), (Ints{0, 0}));
}

TEST_P(Shrinking, HoldsForGeneratorsThatDrawALengthFirst) {
  const Generator<Ints> sized = [](Draw& draw) {
    Ints out(draw.small(20));
    for (auto& item : out) item = kAnyInt(draw);
    return out;
  };
  EXPECT_EQ(smallest<Ints>(sized, [](const Ints& v) { return std::count(v.begin(), v.end(), 0) < static_cast<long>(v.size()); }, GetParam()), Ints{1});
}

TEST_P(Shrinking, FindsTheShortestText) {
  EXPECT_EQ(smallest<std::string>(gen::text(), [](const auto& s) { return s.size() >= 2; }, GetParam()).size(), 2u);
  EXPECT_EQ(smallest<std::string>(gen::text_of("ab", 0, 30), [](const auto& s) { return s.find('b') != s.npos; }, GetParam()), "b");
}

TEST_P(Shrinking, KeepsTheRulesOfAGenerator) {
  const auto even = gen::map(gen::integer(0, 1'000'000), [](std::int64_t n) { return 2 * n; });
  EXPECT_EQ(smallest<std::int64_t>(even, [](auto n) { return n > 100; }, GetParam()), 102);
}

TEST_P(Shrinking, MovesASumToOnePlace) {
  const auto pair = gen::pair(gen::integer(0, 1000), gen::integer(0, 1000));
  const auto found = smallest<std::pair<std::int64_t, std::int64_t>>(pair, [](const auto& p) { return p.first + p.second > 500; }, GetParam());
  EXPECT_EQ(found, std::pair(std::int64_t{0}, std::int64_t{501}));
}

TEST(Choices, AreTheSameForTheSameSeed) {
  Choices one(7, 0.5), other(7, 0.5), different(8, 0.5);
  const auto a = gen::value()(one), b = gen::value()(other);
  gen::vector(kAnyInt, 5)(different);
  EXPECT_EQ(a, b);
  EXPECT_EQ(one.taken(), other.taken());
  EXPECT_NE(one.taken(), different.taken());
}

TEST(Choices, GiveTheSameAgainWhenReplayed) {
  Choices random(3, 1.0);
  const auto value = gen::value()(random);
  Choices replay(random.taken());
  EXPECT_EQ(gen::value()(replay), value);
}

TEST(Choices, EndEveryLoop) {
  Choices random(3, 1.0);
  std::size_t turns = 0;
  while (random.below_or(1'000'000) != 0 || random.taken().size() < 4999) ++turns;
  EXPECT_LE(turns, 5000u);
}

TEST(Shrink, KeepsItsBudget) {
  int runs = 0;
  shrink(ChoiceSequence(1000, 9), [&](const ChoiceSequence& c) { return ++runs, std::optional(c); }, 50);
  EXPECT_LE(runs, 50);
}

TEST(Generators, StayWithinTheirBounds) {
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    Choices draw(seed, static_cast<double>(seed % 100) / 100);
    const auto n = gen::integer(-3, 9)(draw);
    EXPECT_TRUE(n >= -3 && n <= 9);
    const auto high = gen::integer(std::numeric_limits<std::int64_t>::max() - 1, std::numeric_limits<std::int64_t>::max())(draw);
    EXPECT_GE(high, std::numeric_limits<std::int64_t>::max() - 1);
    const auto x = gen::real(2.5, 3.5)(draw);
    EXPECT_TRUE(x >= 2.5 && x <= 3.5) << x;
    const auto y = gen::real(-1, 1)(draw);
    EXPECT_TRUE(y >= -1 && y <= 1) << y;
    EXPECT_LE(gen::text_of("aЖ", 2, 4)(draw).size(), 8u);
    EXPECT_GE(gen::word()(draw).size(), 1u);
    EXPECT_LE(gen::vector(gen::boolean(), 1, 3)(draw).size(), 3u);
  }
}

TEST(Generators, ReachWhatIsRare) {
  bool least = false, nan = false, long_list = false, emoji = false, empty = false;
  for (std::uint64_t seed = 0; seed < 5000; ++seed) {
    Choices draw(seed, 0.9);
    least |= kAnyInt(draw) == std::numeric_limits<std::int64_t>::min();
    nan |= std::isnan(gen::any_real()(draw));
    const auto items = gen::vector(gen::boolean())(draw);
    long_list |= items.size() > 20;
    empty |= items.empty();
    emoji |= gen::text()(draw).find("\xF0\x9F\x98") != std::string::npos;
  }
  EXPECT_TRUE(least && nan && long_list && emoji && empty);
}

}  // namespace
}  // namespace kata::detail
