// From a learner's file to a program, or to why there is none.
#include "language/cpp/compiler.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "base/error.h"
#include "harness.h"

namespace kata::cpp {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kRotate = R"(#include "solution.h"
std::vector<int> rotate(const std::vector<int>& items) { return items; }
)";

std::optional<report::LoadReport> compile(const std::string& exercise, const std::string& solution) {
  const auto asked = request(exercise, solution);
  const auto built = build(asked);
  return why_not(asked.files, built.ended, bool(built.program));
}

bool uses(const Plan& plan, const std::string& word) {
  for (const auto& one : plan.command)
    if (one.ends_with(word)) return true;
  return false;
}

TEST(Compiling, MakesAProgramOfACorrectFile) { EXPECT_EQ(compile("plain", kRotate), std::nullopt); }

TEST(Compiling, TakesTheSmallHeaderWhereItIsEnough) {
  EXPECT_TRUE(uses(plan(request("plain", kRotate)), "/kata_small.h"));
  EXPECT_TRUE(uses(plan(request("plain", std::string("#include <algorithm>\n") + kRotate)), "/kata_small.h"));
  EXPECT_TRUE(uses(plan(request("plain", std::string("#include <string>\n") + kRotate)), "/kata_usual.h"));
  EXPECT_TRUE(uses(plan(request("pairs", "")), "/kata_usual.h"));
  EXPECT_TRUE(uses(plan(request("whole", "")), "/kata_bridge.h"));
}

TEST(Compiling, NamesAProgramByAllThatMadeIt) {
  const auto one = request("plain", kRotate);
  auto other = one;
  EXPECT_EQ(plan(one).key, plan(other).key);
  other.content_hash = "other";
  EXPECT_NE(plan(one).key, plan(other).key);
  other = one;
  other.explain = true;
  EXPECT_NE(plan(one).key, plan(other).key);
  other = one;
  other.exercise = "bridge";
  EXPECT_NE(plan(one).key, plan(other).key);
}

TEST(Compiling, CompilesEverySourceOfAFolder) {
  auto asked = request("plain", "#include \"solution.h\"\n#include \"helper.h\"\nstd::vector<int> rotate(const std::vector<int>& items) { return helped(items); }\n");
  asked.files["helper.h"] = "#pragma once\n#include <vector>\nstd::vector<int> helped(std::vector<int> items);\n";
  asked.files["helper.cc"] = "#include \"helper.h\"\nstd::vector<int> helped(std::vector<int> items) { return items; }\n";
  const auto built = build(asked);
  EXPECT_EQ(why_not(asked.files, built.ended, bool(built.program)), std::nullopt) << built.ended.err;
}

TEST(Compiling, NamesTheLearnersOwnLine) {
  const auto load = compile("plain", "#include \"solution.h\"\n\nstd::vector<int> rotate(const std::vector<int>& items) {\n  return item;\n}\n");
  ASSERT_TRUE(load);
  EXPECT_EQ(load->reason, "compile");
  ASSERT_FALSE(load->diagnostics.empty());
  EXPECT_EQ(load->diagnostics[0].line, 4);
  EXPECT_EQ(load->diagnostics[0].column, 10);
  EXPECT_EQ(load->diagnostics[0].level, "error");
  EXPECT_THAT(load->diagnostics[0].text, HasSubstr("'item' was not declared"));
  EXPECT_THAT(load->detail, Not(HasSubstr("../submission")));
}

TEST(Compiling, NamesTheLineThatUsedATemplateWrongly) {
  const auto load = compile("plain", R"(#include "solution.h"
#include <algorithm>
#include <list>
std::vector<int> rotate(const std::vector<int>& items) {
  std::list<int> copy(items.begin(), items.end());
  std::sort(copy.begin(), copy.end());
  return items;
}
)");
  ASSERT_TRUE(load);
  ASSERT_FALSE(load->diagnostics.empty());
  EXPECT_EQ(load->diagnostics[0].line, 6);
  EXPECT_THAT(load->diagnostics[0].text, HasSubstr("no match for 'operator-'"));
}

TEST(Compiling, SaysWhichFunctionIsNotDefined) {
  const auto load = compile("plain", "#include \"solution.h\"\n");
  ASSERT_TRUE(load);
  EXPECT_EQ(load->reason, "compile");
  ASSERT_EQ(load->diagnostics.size(), 1u);
  EXPECT_EQ(load->diagnostics[0].level, "undefined");
  EXPECT_EQ(load->diagnostics[0].text, "rotate(std::vector<int> const&)");
  EXPECT_EQ(load->diagnostics[0].line, 0);
}

TEST(Compiling, SaysWhichFunctionIsDefinedDifferently) {
  const auto load = compile("plain", "#include <vector>\n\nstd::vector<int> rotate(std::vector<int> items) { return items; }\n");
  ASSERT_TRUE(load);
  ASSERT_EQ(load->diagnostics.size(), 1u);
  EXPECT_EQ(load->diagnostics[0].level, "different");
  EXPECT_EQ(load->diagnostics[0].text, "rotate(std::vector<int> const&)");
  EXPECT_EQ(load->diagnostics[0].line, 3);
}

TEST(Compiling, BlamesTheLearnersLineForATemplateThatDoesNotFit) {
  const auto load = compile("pairs", "#include \"solution.h\"\ntemplate <class A> std::pair<A, A> swapped(const std::pair<A, A>& p) { return {p.second, p.first}; }\n");
  ASSERT_TRUE(load);
  EXPECT_EQ(load->reason, "compile");
  ASSERT_FALSE(load->diagnostics.empty());
  EXPECT_THAT(load->diagnostics[0].text, HasSubstr("no matching function"));
}

TEST(Compiling, RefusesFloodsAndBombsInTime) {
  std::string flood = "#include \"solution.h\"\n";
  for (int i = 0; i < 5000; ++i) flood += "int broken" + std::to_string(i) + " = nowhere" + std::to_string(i) + ";\n";
  const auto load = compile("plain", flood);
  ASSERT_TRUE(load);
  EXPECT_EQ(load->reason, "compile");
  EXPECT_LE(load->diagnostics.size(), kMostDiagnostics);
  const auto deep = compile("plain", "template <int N> struct Deep { static constexpr int v = Deep<N + 1>::v; };\nint x = Deep<0>::v;\n");
  ASSERT_TRUE(deep);
  EXPECT_EQ(deep->reason, "compile");
  EXPECT_FALSE(deep->diagnostics.empty());
}

TEST(Compiling, TellsOtherEndsOfTheCompilerApart) {
  const Sources files{{"solution.cc", ""}};
  sandbox::Ended ended{.cause = sandbox::Cause::timed_out};
  EXPECT_EQ(why_not(files, ended, false)->reason, "timed_out");
  ended.cause = sandbox::Cause::out_of_memory;
  EXPECT_EQ(why_not(files, ended, false)->reason, "out_of_memory");
  ended = {.cause = sandbox::Cause::exited, .detail = 1, .err = "g++: fatal error: Killed signal terminated program cc1plus\ncompilation terminated.\n"};
  EXPECT_EQ(why_not(files, ended, false)->reason, "out_of_memory");
  ended = {.cause = sandbox::Cause::exited, .detail = 4, .err = "g++: internal compiler error: File size limit exceeded signal terminated program as\n"};
  EXPECT_EQ(why_not(files, ended, false)->reason, "compile");
  ended = {.cause = sandbox::Cause::exited, .detail = 127, .err = "/usr/bin/g++: No such file or directory\n"};
  EXPECT_EQ(why_not(files, ended, false)->reason, "internal");
  ended = {.cause = sandbox::Cause::too_much_output, .err = "../submission/solution.cc:1:1: error: x\n../subm"};
  EXPECT_EQ(why_not(files, ended, false)->reason, "compile");
  ended = {.cause = sandbox::Cause::exited, .detail = 0};
  EXPECT_EQ(why_not(files, ended, false)->reason, "internal");
}

TEST(Compiling, RefusesAnExerciseWithoutGlue) {
  try {
    plan(request("nowhere", ""));
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("write plugins/language_cpp_tests/glue/nowhere.cc"));
  }
}

TEST(Compiling, SaysWhatToDoWithoutASupportFolder) {
  try {
    version("/nowhere");
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("/nowhere/toolchain: cannot be read; build"));
  }
  EXPECT_THAT(version(KATA_CPP_SUPPORT), HasSubstr("g++"));
}

}  // namespace
}  // namespace kata::cpp
