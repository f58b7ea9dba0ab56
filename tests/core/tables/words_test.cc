#include "tables/words.h"

#include <gmock/gmock.h>

#include "testing/choices.h"

#include "parsed.h"

using namespace kata;
using namespace kata::tables;

namespace {

TEST(Expression, KnowsALiteralFromANameAndACall) {
  EXPECT_EQ(parsed("b'x'").value, bytes("x"));
  EXPECT_EQ(parsed("frozenset({1})").value, frozenset(1));
  EXPECT_EQ(parsed("1 + 2j").value, Value(Complex{1, 2}));
  EXPECT_EQ(parsed("shelf").kind, Expression::Kind::name);
  EXPECT_EQ(parsed("std::out_of_range").name, "std::out_of_range");
  const Expression call = parsed("shelf.put ( [1, ] , by = near(2),)");
  EXPECT_EQ(call.name, "shelf.put");
  EXPECT_EQ(call.items.at(0).value, list(1));
  EXPECT_EQ(call.named.at(0).value.name, "near");
}

TEST(Expression, SaysWhereItIsWrong) {
  const std::pair<const char*, std::size_t> wrong[] = {{"f(1, [2, x])", 10}, {"f(1", 4}, {"f() g", 5}, {"f(a=1, a=2)", 10}, {"f(a=1, 2)", 8}, {"", 1}};
  for (const auto& [text, column] : wrong) {
    LiteralMistake mistake;
    EXPECT_FALSE(parse_expression(text, mistake)) << text;
    EXPECT_EQ(mistake.column, column) << text << ": " << words(mistake.what);
  }
}

TEST(Expression, SurvivesDeepNesting) {
  LiteralMistake mistake;
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "f(";
  EXPECT_FALSE(parse_expression(text, mistake));
}

TEST(Generators, KeepTheirRulesWhateverTheChoices) {
  const auto draw = generator_of(parsed("tuples(integers(-3, 3), lists(words(4), 1, 2), one_of(None, 'x'), dictionaries(integers(0, 1), booleans()), sets(integers(0, 1)))"));
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    detail::Choices choices(seed, 1);
    const Value drawn = draw(choices);
    const Values& items = *drawn.items();
    ASSERT_EQ(items.size(), 5u);
    EXPECT_LE(std::abs(*items[0].get<Integer>()->to_int64()), 3);
    EXPECT_THAT(items[1].items()->size(), testing::AllOf(testing::Ge(1u), testing::Le(2u)));
    EXPECT_TRUE(items[2].is_none() || items[2] == Value("x"));
    EXPECT_LE(items[3].get<Dict>()->items.size(), 2u);
    EXPECT_LE(items[4].items()->size(), 2u);
  }
}

TEST(ValueCode, QuotesAnyBytes) {
  EXPECT_EQ(in_quotes("a\"\\\n\x01z"), R"("a\"\\\n\001z")");
  EXPECT_EQ(in_quotes("чай"), "\"чай\"");
  EXPECT_EQ(in_quotes("\xed\xa0\x80"), R"("\355\240\200")");
  EXPECT_EQ(value_code(std::string("a\0b", 3)), R"(std::string_view("a\000b", 3))");
}

}  // namespace
