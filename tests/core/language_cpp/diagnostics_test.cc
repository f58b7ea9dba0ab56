#include "language/cpp/diagnostics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kata::cpp {
namespace {

using ::testing::HasSubstr;

const Sources kFiles{{"solution.cc", "line one\nint area(int);\n"}, {"helper.cc", ""}};

std::string shown(const Reading& reading) {
  std::string out;
  for (const auto& one : reading.diagnostics)
    out += std::to_string(one.line) + ":" + std::to_string(one.column) + " " + one.level + " " + one.text + "\n";
  return out;
}
std::string shown(std::string_view text) { return shown(read_compiler_output(text, kFiles)); }

TEST(Diagnostics, KeepsErrorsWithTheirNotesAndDropsWarnings) {
  EXPECT_EQ(shown("../submission/solution.cc: In function 'int f()':\n"
                  "../submission/solution.cc:3:7: warning: unused variable 'x' [-Wunused-variable]\n"
                  "    3 |   int x;\n"
                  "../submission/solution.cc:4:1: error: expected ';'\n"
                  "../submission/solution.cc:2:1: note: to match this\n"
                  "/usr/include/c++/12/vector:1:1: note: nobody's line\n"),
            "4:1 error expected ';'\n2:1 note to match this\n");
}

TEST(Diagnostics, ShowsWarningsWhereThereIsNoError) {
  EXPECT_EQ(shown("../submission/solution.cc:3:7: warning: w\n"), "3:7 warning w\n");
}

TEST(Diagnostics, FindsTheLearnersLineBehindAHeaders) {
  EXPECT_EQ(shown("In file included from /usr/include/c++/12/algorithm:61,\n"
                  "                 from ../submission/solution.cc:2:\n"
                  "/usr/include/c++/12/bits/stl_algo.h: In instantiation of 'void std::sort(...)':\n"
                  "/usr/include/c++/12/bits/stl_algo.h:4820:18:   required from 'void std::sort(...)'\n"
                  "../submission/solution.cc:6:12:   required from here\n"
                  "/usr/include/c++/12/bits/stl_algo.h:1938:50: error: no match for 'operator-'\n"),
            "6:12 error no match for 'operator-'\n");
}

TEST(Diagnostics, NamesAnotherFileOfTheLearners) {
  EXPECT_EQ(shown("../submission/helper.cc:5:6: error: e\n"), "5:6 error helper.cc: e\n");
}

TEST(Diagnostics, KeepsAnErrorThatHasNoLineOfTheLearners) {
  EXPECT_EQ(shown("/support/glue/t/e.cc:9:1: error: no matching function for call\n"), "0:0 error no matching function for call\n");
}

TEST(Diagnostics, ReadsBothLinkers) {
  EXPECT_EQ(shown("/usr/bin/ld.gold: error: /s/g.o: in function main:g.cc(.text+0x5): undefined reference to 'f(std::vector<std::pair<int, int>, std::allocator<std::pair<int, int> > > const&)'\n"
                  "collect2: error: ld returned 1 exit status\n"),
            "0:0 undefined f(std::vector<std::pair<int, int>> const&)\n");
  EXPECT_EQ(shown("/usr/bin/ld: /s/g.o: in function `x':\ng.cc:(.text+0x5): undefined reference to `shapes::area(std::__cxx11::basic_string<char, std::char_traits<char>, std::allocator<char> >)'\n"
                  "/usr/bin/ld: g.cc:(.text+0x9): undefined reference to `shapes::area(std::__cxx11::basic_string<char, std::char_traits<char>, std::allocator<char> >)'\n"),
            "2:0 different shapes::area(std::string)\n");
  EXPECT_EQ(shown("/usr/bin/ld: b.o: in function `area(int)':\nb.cc:(.text+0x0): multiple definition of `area(int)'; a.o:a.cc:(.text+0x0): first defined here\n"),
            "2:0 twice area(int)\n");
}

TEST(Diagnostics, IsNotImpressedByWhatLearnersWriteIntoMessages) {
  const std::string huge(1 << 20, 'x');
  const auto reading = read_compiler_output("../submission/solution.cc:1:2: error: #error " + huge, kFiles);
  ASSERT_EQ(reading.diagnostics.size(), 1u);
  EXPECT_LE(reading.diagnostics[0].text.size(), 610u);
  EXPECT_EQ(shown("../submission/solution.cc:99999999999999999999:1: error: x\n"), "");
  EXPECT_EQ(shown("../submission/solution.cc:1\n../submission/\n../submission/solution.cc:\n:::\n\n"), "");
  EXPECT_EQ(shown(std::string("\0\0../submission/solution.cc:1:1: error: x", 41)), "0:0 error x\n");
}

TEST(Diagnostics, CutsAFlood) {
  std::string text;
  for (int i = 1; i < 10000; ++i) text += "../submission/solution.cc:" + std::to_string(i) + ":1: error: e\n";
  const auto reading = read_compiler_output(text, kFiles);
  EXPECT_EQ(reading.diagnostics.size(), kMostDiagnostics);
  EXPECT_EQ(reading.diagnostics.front().line, 1);
}

TEST(Diagnostics, CutsLongTextAtACharacter) {
  std::string text = "../submission/solution.cc:1:1: error: ";
  for (int i = 0; i < 1000; ++i) text += "ы";
  const auto found = read_compiler_output(text, kFiles).diagnostics.at(0).text;
  EXPECT_TRUE(found.ends_with("ы…"));
}

}  // namespace
}  // namespace kata::cpp
