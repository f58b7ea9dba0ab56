#include "runner/sample_tests.h"

#include <gmock/gmock.h>

using namespace kata::cli;
using testing::ElementsAre;

namespace {

constexpr const char* kTitles = "# All of them.\nOne:\n  title: {en: a}\n  sample: true\n\n# Hidden.\nTwo:\n  title: {en: secret}\nThree:\n  sample: true\n";

TEST(SampleTests, AreWhatTheTitlesCallSo) { EXPECT_THAT(sample_names(kTitles), ElementsAre("One", "Three")); }

TEST(SampleTests, AskNoReference) {
  EXPECT_THAT(sample_names("One:\n  sample: true\n  call: f(x)\n  generate:\n    oracle: reference\nTwo:\n  sample: true\n  call: f(1)\n"), ElementsAre("Two"));
}

TEST(SampleTests, KeepTheirTitlesOnly) {
  EXPECT_EQ(only_titles(kTitles, {"One", "Three"}), "One:\n  title: {en: a}\n  sample: true\n\nThree:\n  sample: true\n");
}

TEST(SampleTests, KeepWhatStandsOutsideOfTests) {
  const std::string source = "#include <kata/test.h>\n\nint helper();\n\n// 42 is the answer.\nTEST_F(x, Two) {\n  secret(42);\n}\n\n// Plain.\nTEST_F(x, One) { f({}); }\n\nKATA_PROPERTY(x, Four, int) { secret(43); }\n";
  EXPECT_EQ(only_tests(source, {"One", "Three"}), "#include <kata/test.h>\n\nint helper();\n\n// Plain.\nTEST_F(x, One) { f({}); }\n\n");
}

TEST(SampleTests, OfWhatIsNoYamlAreNone) {
  EXPECT_TRUE(sample_names("{").empty());
  EXPECT_EQ(only_titles("{", {"One"}), "");
}

}  // namespace
