#include "tables/test_names.h"

#include <gtest/gtest.h>

namespace kata {
namespace {

std::string names(std::string_view source) {
  std::string out;
  for (const auto& test : find_tests(source)) out += test.fixture + "." + test.name + ":" + std::to_string(test.line) + " ";
  return out;
}

TEST(TestNames, FindsTestsAndProperties) {
  EXPECT_EQ(names("TEST_F(rotate, One) {}\n\nKATA_PROPERTY(rotate,\n  Two, int n) {}\n"), "rotate.One:1 rotate.Two:3 ");
}
TEST(TestNames, SkipsCommentsAndStrings) {
  EXPECT_EQ(names("// TEST_F(a, B)\n/* TEST_F(a, C)\n*/ const char* s = \"TEST_F(a, D)\"; TEST_F(a, E) {}"), "a.E:3 ");
}
TEST(TestNames, SkipsRawStringsAndKeepsLines) {
  EXPECT_EQ(names("auto s = R\"py(\nTEST_F(a, B) \" \n)py\";\nTEST_F(a, C) {}"), "a.C:4 ");
}
TEST(TestNames, FindsTestsOfPytest) {
  EXPECT_EQ(names("KATA_PYTEST_EXERCISE(cart, \"cart\");\nKATA_PYTEST(cart, One, \"a.py::b\")\n"), "cart.One:2 ");
}
TEST(TestNames, TellsWhereATestBeginsAndEnds) {
  const std::string_view source = "int a;\n\n// Why.\n// And more: }\nTEST_F(x, One) {\n  if (\"}\"[0]) { f(); }\n}\nint b;\nKATA_PYTEST(x, Two, \"a)\")\nint c;";
  const auto found = find_tests(source);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(source.substr(0, found[0].begin), "int a;\n\n");
  EXPECT_TRUE(source.substr(found[0].end).starts_with("\nint b;"));
  EXPECT_EQ(source.substr(found[1].begin, found[1].end - found[1].begin), "KATA_PYTEST(x, Two, \"a)\")");
}
TEST(TestNames, SurvivesWhatEndsTooEarly) {
  for (const char* source : {"TEST_F(", "TEST_F(a", "TEST_F(a,", "R\"x(", "\"", "'", "/*", "//", "1'000 TEST_F(a, B)"}) {
    EXPECT_LE(find_tests(source).size(), 1u) << source;
  }
}

}  // namespace
}  // namespace kata
