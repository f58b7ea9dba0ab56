#include "base/text.h"

#include <gmock/gmock.h>

#include "base/utf8.h"

using namespace kata;

namespace {

TEST(Text, CountsCellsNotBytes) {
  EXPECT_EQ(width("abc"), 3);
  EXPECT_EQ(width("распаковка"), 10);
  EXPECT_EQ(width("漢字"), 4);
  EXPECT_EQ(width("e\u0301"), 1);
  EXPECT_EQ(width("ｆ"), 2);
  EXPECT_EQ(width("🐍"), 2);
  EXPECT_EQ(width("a\u200Bb"), 2);
}

TEST(Text, EscapesWhatATerminalWouldObey) {
  EXPECT_EQ(printable("\x1b[31mred\x07"), "\\x1b[31mred\\x07");
  EXPECT_EQ(printable("two\nlines\r\t"), "two\\nlines\\r\\t");
  EXPECT_EQ(printable("\u009b31m"), "\\x9b31m");
  EXPECT_EQ(printable(std::string_view("\0", 1)), "\\x00");
}

TEST(Text, EscapesMarksThatTurnTheDirection) {
  EXPECT_EQ(printable("a\u202Eb\u2066c"), "a\\u202eb\\u2066c");
  EXPECT_EQ(printable("\u2028"), "\\u2028");
  EXPECT_EQ(printable("\U000E0041"), "\\U000e0041");
}

TEST(Text, EscapesBytesThatAreNoUtf8) {
  EXPECT_EQ(printable("a\xff"), "a\\xff");
  EXPECT_EQ(printable("\xC0\xAF"), "\\xc0\\xaf");          // overlong
  EXPECT_EQ(printable("\xED\xA0\x80"), "\\xed\\xa0\\x80");  // a surrogate
  EXPECT_EQ(printable("\xE2\x82"), "\\xe2\\x82");          // cut short
  EXPECT_EQ(printable("\xF4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80");
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));
  EXPECT_TRUE(is_utf8("ж🐍"));
}

TEST(Text, LeavesOrdinaryTextAlone) { EXPECT_EQ(printable("Ёлка, naïve, 漢字 🐍"), "Ёлка, naïve, 漢字 🐍"); }

TEST(Text, KeepsLinesWhereAsked) {
  EXPECT_EQ(printable_lines("a\r\nb\tc\x1b\n"), "a\nb       c\\x1b\n");
  EXPECT_EQ(printable_lines("over\rwrite"), "over\\rwrite");
}

TEST(Text, GoesThroughCodePointsAndBack) {
  std::string text = "aж漢🐍", out;
  std::string_view rest = text;
  while (!rest.empty()) append_utf8(out, next_code_point(rest));
  EXPECT_EQ(out, text);
}

TEST(Text, CutsAtACharacterAndACell) {
  EXPECT_EQ(shorten("распаковка", 10), "распаковка");
  EXPECT_EQ(shorten("распаковка", 5), "расп…");
  EXPECT_EQ(shorten("漢字漢字", 4), "漢…");
  EXPECT_EQ(shorten("abc", 1), "…");
  EXPECT_EQ(shorten("abc", 0), "");
}

TEST(Text, PadsByCells) {
  EXPECT_EQ(pad("漢", 4), "漢  ");
  EXPECT_EQ(pad_left("ж", 3), "  ж");
  EXPECT_EQ(pad("long", 2), "long");
}

TEST(Text, WrapsAtSpaces) {
  EXPECT_THAT(wrap("one two three", 7), testing::ElementsAre("one two", "three"));
  EXPECT_THAT(wrap("unbreakable", 4), testing::ElementsAre("unbreakable"));
  EXPECT_THAT(wrap("  in dented", 6), testing::ElementsAre("  in", "  dented"));
  EXPECT_THAT(wrap("a\n\nb", 9), testing::ElementsAre("a", "", "b"));
}

TEST(Text, IndentsOnlyLinesWithText) { EXPECT_EQ(indent("a\n\nb", "  "), "  a\n\n  b"); }

TEST(Text, SplitsWithoutAnEmptyLastLine) {
  EXPECT_THAT(split_lines("a\nb\n"), testing::ElementsAre("a", "b"));
  EXPECT_THAT(split_lines(""), testing::ElementsAre(""));
}

}  // namespace
