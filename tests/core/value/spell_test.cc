#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "kata/value.h"

namespace kata {
namespace {

std::string cpp(const Value& value) { return spell(value, Spelling::cpp); }

TEST(Spell, WritesNumbersAsPythonDoes) {
  EXPECT_EQ(spell(1.0), "1.0");
  EXPECT_EQ(spell(-0.0), "-0.0");
  EXPECT_EQ(spell(0.1), "0.1");
  EXPECT_EQ(spell(123456.789), "123456.789");
  EXPECT_EQ(spell(1e15), "1000000000000000.0");
  EXPECT_EQ(spell(1e16), "1e+16");
  EXPECT_EQ(spell(0.0001), "0.0001");
  EXPECT_EQ(spell(0.00001), "1e-05");
  EXPECT_EQ(spell(1.5e-7), "1.5e-07");
  EXPECT_EQ(spell(1e300), "1e+300");
  EXPECT_EQ(spell(std::nan("")), "float('nan')");
  EXPECT_EQ(spell(-std::numeric_limits<double>::infinity()), "float('-inf')");
  EXPECT_EQ(spell(Complex{1, 2}), "(1+2j)");
  EXPECT_EQ(spell(Complex{0, -2.5}), "-2.5j");
  EXPECT_EQ(spell(integer("-123456789012345678901234567890")), "-123456789012345678901234567890");
}

TEST(Spell, QuotesTextAsPythonDoes) {
  EXPECT_EQ(spell("it"), "'it'");
  EXPECT_EQ(spell("it's"), "\"it's\"");
  EXPECT_EQ(spell("'\""), "'\\'\"'");
  EXPECT_EQ(spell("a\n\t\\\x01"), "'a\\n\\t\\\\\\x01'");
  EXPECT_EQ(spell("Жé中"), "'Жé中'");
  EXPECT_EQ(spell("\u200b\xED\xA0\x80"), "'\\u200b\\ud800'");
  EXPECT_EQ(spell(bytes("a\xFF'")), "b\"a\\xff'\"");
}

TEST(Spell, WritesContainersAsPythonDoes) {
  EXPECT_EQ(spell(list(1, list(), "a")), "[1, [], 'a']");
  EXPECT_EQ(spell(tuple(1)), "(1,)");
  EXPECT_EQ(spell(tuple()), "()");
  EXPECT_EQ(spell(set()), "set()");
  EXPECT_EQ(spell(set(1, 2)), "{1, 2}");
  EXPECT_EQ(spell(frozenset()), "frozenset()");
  EXPECT_EQ(spell(frozenset(1)), "frozenset({1})");
  EXPECT_EQ(spell(dict({{"a", nullptr}, {2, true}})), "{'a': None, 2: True}");
  EXPECT_EQ(spell(Subclass{"Counter", {dict({{"a", 1}})}}), "Counter({'a': 1})");
}

TEST(Spell, WritesExceptionsAndNames) {
  Exception error{.types = {"ValueError"}, .message = "bad"};
  EXPECT_EQ(spell(error), "ValueError('bad')");
  error.args = {"bad", 3};
  EXPECT_EQ(spell(error), "ValueError('bad', 3)");
  EXPECT_EQ(spell(Object{"Shelf", "<Shelf of 3>", 1}), "<Shelf of 3>");
  EXPECT_EQ(spell(list(Remote{RemoteKind::function, 1, "fetch"})), "[fetch]");
}

TEST(Spell, WritesCpp) {
  EXPECT_EQ(cpp(list(1, 2, 3)), "{1, 2, 3}");
  EXPECT_EQ(cpp("te\"xt\n"), "\"te\\\"xt\\n\"");
  EXPECT_EQ(cpp(dict({{"a", 1}, {"b", 2}})), "{{\"a\", 1}, {\"b\", 2}}");
  EXPECT_EQ(cpp(nullptr), "std::nullopt");
  EXPECT_EQ(cpp(tuple(true, 0.5)), "{true, 0.5}");
  EXPECT_EQ(cpp("\x01" "2"), "\"\\0012\"");
}

TEST(Spell, NeverExceedsItsLimitByMuchAndCutsAtACharacter) {
  Values many(100'000, Value("ЖЖЖ"));
  for (std::size_t limit : {0u, 1u, 10u, 11u, 12u, 13u, 100u, 4000u}) {
    const std::string text = spell(List{many}, Spelling::python, limit);
    EXPECT_LE(text.size(), limit + 3);
    EXPECT_TRUE(text.ends_with("…"));
    const std::string body = text.substr(0, text.size() - 3);
    EXPECT_FALSE(body.ends_with('\xD0')) << "half a letter";
  }
}

TEST(Spell, TakesNoLongTimeForAHugeInteger) {
  Integer huge;
  huge.magnitude.assign(4'000'000, '\x5A');
  EXPECT_TRUE(spell(huge).starts_with("0x5a5a"));
}

}  // namespace
}  // namespace kata
