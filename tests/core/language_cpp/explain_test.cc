// What the instrumented program says of a crash.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness.h"

namespace kata::cpp {
namespace {

// What the instrumented program writes to stderr at `rotate([1, 2, 3])`.
std::string errors_of(Request asked) {
  asked.explain = true;
  auto built = program_of(asked);
  int pipe[2];
  EXPECT_EQ(::pipe2(pipe, O_CLOEXEC), 0);
  const int before = ::fcntl(2, F_DUPFD_CLOEXEC, 100);
  ::dup2(pipe[1], 2);
  ::close(pipe[1]);
  {
    Program program(std::move(built));
    ::dup2(before, 2);
    ::close(before);
    try {
      program.call("rotate", list(1, 2, 3));
    } catch (const std::exception&) {
    }
  }
  std::string err;
  char buffer[4096];
  for (ssize_t got; (got = ::read(pipe[0], buffer, sizeof buffer)) > 0;) err.append(buffer, static_cast<std::size_t>(got));
  ::close(pipe[0]);
  return err;
}

std::string explained(const std::string& solution) {
  const auto asked = request("plain", solution);
  return explain(asked.files, errors_of(asked));
}

std::string rotate_with(const std::string& body) {
  return "#include \"solution.h\"\nstd::vector<int> rotate(const std::vector<int>& items) {\n" + body + "}\n";
}

TEST(Explanation, SaysWhereMemoryBehindTheEndWasRead) {
  EXPECT_EQ(explained(rotate_with("  const int* p = items.data();\n  return {p[items.size()]};\n")),
            "heap-buffer-overflow\nREAD of size 4\n  solution.cc:4 in rotate(std::vector<int, std::allocator<int> > const&)\n"
            "is located 0 bytes to the right of 12-byte region\nallocated at:");
}

TEST(Explanation, SaysWhereMemoryWasFreed) {
  const auto text = explained(rotate_with("  int* p = new int(1);\n  delete p;\n  return {*p};\n"));
  EXPECT_THAT(text, ::testing::HasSubstr("heap-use-after-free"));
  EXPECT_THAT(text, ::testing::HasSubstr("solution.cc:5"));
  EXPECT_THAT(text, ::testing::HasSubstr("freed at:\n  solution.cc:4"));
}

TEST(Explanation, SaysWhichNullPointerWasUsed) {
  const auto text = explained(rotate_with("  int* volatile p = nullptr;\n  *p = 1;\n  return items;\n"));
  EXPECT_THAT(text, ::testing::HasSubstr("solution.cc:4: store to null pointer of type 'int'"));
  EXPECT_THAT(text, ::testing::HasSubstr("SEGV"));
}

TEST(Explanation, SaysWhatOverflowed) {
  EXPECT_EQ(explained(rotate_with("  return {items[0] + 2147483647};\n")),
            "solution.cc:3: signed integer overflow: 1 + 2147483647 cannot be represented in type 'int'");
}

TEST(Explanation, SaysWhichIndexWasOutOfRange) {
  const auto text = explained(rotate_with("  return {items[items.size()]};\n"));
  EXPECT_THAT(text, ::testing::HasSubstr("Assertion '__n < this->size()' failed."));
  EXPECT_THAT(text, ::testing::HasSubstr("solution.cc:3 in rotate"));
}

TEST(Explanation, IsEmptyWhereNothingWasFound) {
  EXPECT_EQ(explained(rotate_with("  return items;\n")), "");
  EXPECT_EQ(explain({{"solution.cc", ""}}, "the learner's own words\n#1 0x0 in f solution.cc:3\n"), "");
}

TEST(Explanation, BoundsWhatALearnerPrints) {
  std::string err;
  for (int i = 0; i < 1000; ++i) err += "solution.cc:" + std::to_string(i) + ": runtime error: " + std::string(5000, 'x') + "\n";
  EXPECT_LE(explain({{"solution.cc", ""}}, err).size(), 12 * 2100u);
}

TEST(Where, IsToldOfAProgramThatEndsItself) {
  const auto asked = request("plain", "#include \"solution.h\"\n#include <cstdlib>\nstatic void leave() {\n  std::exit(3);\n}\n"
                                      "std::vector<int> rotate(const std::vector<int>& items) {\n  leave();\n  return items;\n}\n");
  const auto lines = where(asked.files, errors_of(asked));
  ASSERT_EQ(lines.size(), 2u);   // outermost first
  EXPECT_EQ(lines[0].line, 7);
  EXPECT_EQ(lines[1].file, "solution.cc");
  EXPECT_EQ(lines[1].line, 4);
  EXPECT_EQ(lines[1].text, "std::exit(3);");
  EXPECT_THAT(lines[1].function, ::testing::HasSubstr("leave"));
}

TEST(Where, IsTheThreadThatIsDeepestInTheLearnersLines) {
  const auto lines = where({{"solution.cc", "one\ntwo\nthree\n"}},
                           "kata: it was here\n    #0 0x1 in wait() libc.c:1\n    #1 0x2 in outer() solution.cc:1\n"
                           "kata: it was here\n    #0 0x3 in inner() solution.cc:3\n    #1 0x2 in outer() solution.cc:2\n");
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].text, "two");
  EXPECT_EQ(lines[1].text, "three");
  EXPECT_EQ(lines[1].function, "inner()");
}

TEST(Where, IsNothingThatALearnerPrints) {
  EXPECT_TRUE(where({{"solution.cc", ""}}, "#0 0x1 in f solution.cc:3\n").empty());
  std::string err = "kata: it was here\n";
  for (int i = 0; i < 1000; ++i) err += "#1 0x0 in f solution.cc:" + std::to_string(i) + "\n";
  EXPECT_LE(where({{"solution.cc", ""}}, err).size(), 12u);
}

}  // namespace
}  // namespace kata::cpp
