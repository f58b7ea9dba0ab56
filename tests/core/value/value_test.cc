#include "kata/value.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

namespace kata {
namespace {

TEST(Value, ComparesStrictlyByType) {
  EXPECT_NE(Value(true), Value(1));
  EXPECT_NE(Value(1), Value(1.0));
  EXPECT_NE(list(1), tuple(1));
  EXPECT_NE(set(1), frozenset(1));
  EXPECT_NE(Value("a"), bytes("a"));
  EXPECT_NE(Value(), Value(false));
}

TEST(Value, TellsASubclassFromItsBase) {
  const Value plain = dict({{"a", 1}});
  EXPECT_NE(Value(Subclass{"Counter", {plain}}), plain);
  EXPECT_NE(Value(Subclass{"Counter", {plain}}), Value(Subclass{"OrderedDict", {plain}}));
  EXPECT_EQ(Value(Subclass{"Counter", {plain}}), Value(Subclass{"Counter", {plain}}));
}

TEST(Value, TakesNanForNanAndMinusZeroForItself) {
  EXPECT_EQ(Value(std::nan("")), Value(-std::nan("")));
  EXPECT_NE(Value(0.0), Value(-0.0));
}

TEST(Value, ComparesSetsAndDictsWithoutOrder) {
  EXPECT_EQ(set(1, "a", tuple(2)), set(tuple(2), 1, "a"));
  EXPECT_EQ(frozenset(set(1, 2), 3), frozenset(3, set(2, 1)));
  EXPECT_EQ(dict({{"a", 1}, {"b", set(1, 2)}}), dict({{"b", set(2, 1)}, {"a", 1}}));
  EXPECT_NE(dict({{"a", 1}}), dict({{"a", 2}}));
  EXPECT_NE(list(1, 2), list(2, 1));
}

TEST(Value, ComparesLargeSetsQuickly) {
  Set up, down;
  for (int i = 0; i < 200'000; ++i) {
    up.items.emplace_back(i);
    down.items.emplace_back(199'999 - i);
  }
  EXPECT_EQ(Value(std::move(up)), Value(std::move(down)));
}

TEST(Value, ComparesAttributesOfAnExceptionWithoutOrder) {
  Exception one{.types = {"E"}}, other{.types = {"E"}};
  one.attributes = {{"a", 1}, {"b", 2}};
  other.attributes = {{"b", 2}, {"a", 1}};
  EXPECT_EQ(Value(one), Value(other));
  other.notes = {"n"};
  EXPECT_NE(Value(one), Value(other));
}

TEST(Value, IsMadeOfContainers) {
  EXPECT_EQ(Value(std::vector<int>{1, 2}), list(1, 2));
  EXPECT_EQ(Value(std::vector<bool>{true}), list(true));
  EXPECT_EQ(Value(std::map<std::string, std::vector<double>>{{"a", {0.5}}}), dict({{"a", list(0.5)}}));
  EXPECT_EQ(Value(std::tuple(1, "x")), tuple(1, "x"));
  EXPECT_EQ(Value(std::pair(1, std::optional<int>())), tuple(1, nullptr));
  EXPECT_EQ(Value(std::set<int>{1}), set(1));
}

TEST(Value, CopiesWhatIsBoxed) {
  Value original = Exception{.types = {"E"}, .message = "first"};
  Value copy = original;
  copy.get<Exception>()->message = "second";
  EXPECT_EQ(original.get<Exception>()->message, "first");
  EXPECT_EQ(original.kind(), Kind::exception);
  EXPECT_EQ(Value(Object{"T", "r", 1}).get<Object>()->handle, 1u);
  EXPECT_EQ(Value(1).get<Exception>(), nullptr);
}

TEST(Value, StaysSmall) { EXPECT_LE(sizeof(Value), 64u); }

TEST(Integer, KnowsTheEdgesOf64Bits) {
  const auto least = std::numeric_limits<std::int64_t>::min(), most = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(Integer(least).to_int64(), least);
  EXPECT_EQ(Integer(most).to_int64(), most);
  EXPECT_EQ(Integer::parse("9223372036854775808")->to_int64(), std::nullopt);
  EXPECT_EQ(Integer::parse("-9223372036854775808")->to_int64(), least);
  EXPECT_EQ(Integer::parse("-9223372036854775809")->to_int64(), std::nullopt);
  EXPECT_EQ(Integer(0), Integer::unsigned64(0));
}

TEST(Integer, ReadsAndWritesDecimals) {
  for (const char* text : {"0", "-1", "10", "1000000000", "18446744073709551616", "-340282366920938463463374607431768211456",
                           "100000000000000000000000000000000000000000000000000000000000001"}) {
    EXPECT_EQ(Integer::parse(text)->decimal(), text);
  }
  EXPECT_EQ(*Integer::parse("-0"), Integer(0));
  EXPECT_EQ(*Integer::parse("+007"), Integer(7));
  for (const char* text : {"", "-", "1a", " 1", "1.0", "0x1"}) EXPECT_FALSE(Integer::parse(text)) << text;
  EXPECT_THROW(integer("ten"), std::invalid_argument);
}

}  // namespace
}  // namespace kata
