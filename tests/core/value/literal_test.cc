#include "value/literal.h"

#include <gtest/gtest.h>

#include <cmath>

#include "arbitrary_value.h"

namespace kata {
namespace {

Value parse(std::string_view text) {
  LiteralMistake mistake;
  auto value = parse_literal(text, &mistake);
  EXPECT_TRUE(value) << text << ": " << words(mistake.what);
  return value.value_or("(no literal)");
}

TEST(Literal, ReadsNumbers) {
  EXPECT_EQ(parse("1_000"), Value(1000));
  EXPECT_EQ(parse("-0x_ff"), Value(-255));
  EXPECT_EQ(parse("0b101"), Value(5));
  EXPECT_EQ(parse("0o17"), Value(15));
  EXPECT_EQ(parse("0xffffffffffffffffff"), integer("4722366482869645213695"));
  EXPECT_EQ(parse(" 1e3 "), Value(1000.0));
  EXPECT_EQ(parse(".5"), Value(0.5));
  EXPECT_EQ(parse("5."), Value(5.0));
  EXPECT_EQ(parse("1+2j"), Value(Complex{1, 2}));
  EXPECT_EQ(parse("-2.5j"), Value(Complex{0.0, -2.5}));
  EXPECT_EQ(parse("1e999"), Value(HUGE_VAL));
}

TEST(Literal, ReadsText) {
  EXPECT_EQ(parse(R"('a' "b")"), Value("ab"));
  EXPECT_EQ(parse(R"('\x41\u0416\U0001f600\101\n')"), Value("AЖ\U0001F600A\n"));
  EXPECT_EQ(parse(R"(r'\n')"), Value("\\n"));
  EXPECT_EQ(parse(R"(b'\xff')"), bytes("\xFF"));
  EXPECT_EQ(parse("'''a\n'b'''"), Value("a\n'b"));
  EXPECT_EQ(parse(R"('\ud800')"), Value("\xED\xA0\x80"));
}

TEST(Literal, ReadsContainers) {
  EXPECT_EQ(parse("[1, (2,), (3), {}, {4}, {'a': [None, True,],},]"),
            list(1, tuple(2), 3, dict({}), set(4), dict({{"a", list(nullptr, true)}})));
  EXPECT_EQ(parse("set()"), set());
  EXPECT_EQ(parse("frozenset([1, 2])"), frozenset(1, 2));
  EXPECT_EQ(parse("{1, 1, 2}"), set(1, 2));
  EXPECT_EQ(parse("set((2, 67, 2))"), set(2, 67));
  EXPECT_EQ(parse("frozenset([1, 2, 1])"), frozenset(1, 2));
  EXPECT_EQ(parse("{'a': 1, 'a': 2}"), dict({{"a", 2}}));
  EXPECT_EQ(parse("float('-inf')"), Value(-HUGE_VAL));
}

TEST(Literal, SaysWhatIsWrongAndWhere) {
  auto error = [](std::string_view text) {
    LiteralMistake mistake;
    EXPECT_FALSE(parse_literal(text, &mistake)) << text;
    return "column " + std::to_string(mistake.column) + ": " + words(mistake.what);
  };
  EXPECT_EQ(error("abc"), "column 1: 'abc' is no literal; text stands in quotes");
  EXPECT_EQ(error("[1, 2"), "column 6: ']' is expected");
  EXPECT_EQ(error(""), "column 1: the text ends where a value is expected");
  EXPECT_EQ(error("1 2"), "column 3: '2' is not expected here");
  EXPECT_EQ(error("'a"), "column 3: a text without its closing quote");
  EXPECT_EQ(error("012"), "column 4: leading zeros are not allowed");
  EXPECT_EQ(error("'\xD0\x96\xBC'"), "column 4: this is not text in UTF-8");
  EXPECT_EQ(error("1 €"), "column 3: '€' is not expected here");
  for (const char* bad : {"-'a'", "1+2", "--", "{1: }", "(,)", "b'Ж'", "'a' b'b'", "f'x'", "__import__('os')", "1if", "'\\x1'"}) error(bad);
}

TEST(Literal, RefusesDeepNesting) {
  EXPECT_FALSE(parse_literal(std::string(100'000, '[')));
  EXPECT_FALSE(parse_literal(std::string(100'000, '-') + "1"));
  EXPECT_TRUE(parse_literal(std::string(100, '[') + std::string(100, ']')));
}

TEST(Literal, ReadsCalls) {
  const auto call = parse_call("shelf.put(1, [2], key='a', other=(3,))");
  ASSERT_TRUE(call);
  EXPECT_EQ(call->function, "shelf.put");
  EXPECT_EQ(call->args, (Values{1, list(2)}));
  EXPECT_EQ(call->kwargs, (std::vector<std::pair<std::string, Value>>{{"key", "a"}, {"other", tuple(3)}}));
  EXPECT_EQ(parse_call("f(r'x')")->args, Values{"x"});
  for (const char* bad : {"f", "f(", "f()x", "(1)", "f(a=1, 2)", "f(a=1, a=2)", "f(a)", ".f()"}) EXPECT_FALSE(parse_call(bad)) << bad;
}

TEST(Literal, ReadsBackWhatSpellWrites) {
  EXPECT_TRUE(rc::check([] {
    const Value value = *arbitrary_value(3, true);
    const std::string text = spell(value, Spelling::python, 1 << 20);
    const auto back = parse_literal(text);
    RC_ASSERT(back.has_value());
    RC_ASSERT(*back == value);
  }));
}

TEST(Literal, NeverCrashesOnAnything) {
  EXPECT_TRUE(rc::check([](const std::vector<std::string>& noise) {
    std::string text;
    for (const auto& part : noise) text += part;
    parse_literal(text);
    parse_call("f(" + text);
    const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "[", "]", "(", ")", "{", "}", ",", ":", "'", "\"", "\\", "1", ".", "e", "j", "-", "+", "0x", "b'", "set", "float", "None", " "));
    std::string tokens;
    for (const auto& piece : pieces) tokens += piece;
    parse_literal(tokens);
  }));
}

}  // namespace
}  // namespace kata
