// What the instrumented program says of a crash.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness.h"

namespace kata::cpp {
namespace {

// Runs `rotate([1, 2, 3])` in the instrumented program and explains its stderr.
std::string explained(const std::string& solution) {
  auto asked = request("plain", solution);
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
  return explain(asked.files, err);
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

}  // namespace
}  // namespace kata::cpp
