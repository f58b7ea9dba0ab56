// Boxes for programs and commands.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>

#include "test_box.h"

namespace kata::sandbox {
namespace {

using testing::HasSubstr;

struct Command {
  Zygote zygote{{.executable = program("kata-zygote-native")}};
  std::optional<Box> box;
  Ended ended;

  Command(std::vector<std::string> words, const std::map<std::string, std::string>& files, std::string keep = "",
          const Limits& limits = {}, const std::string& input = "") {
    int pair[2];
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair), 0);
    box.emplace(UniqueFd(pair[0]));
    zygote.launch({.id = 1, .limits = limits, .control = UniqueFd(pair[1]), .files = files_of(files),
                   .input = input.empty() ? UniqueFd() : memory_file(input), .command = std::move(words), .keep = std::move(keep)});
    box->begin_load(limits);
    ended = box->end_load();
  }
  BoxEvent close() {
    box.reset();
    return wait_for_event(zygote);
  }
};

constexpr Limits kCompiler{.cpu = std::chrono::seconds(20), .wall = std::chrono::seconds(40), .memory = 1u << 30,
                           .processes = 16, .files = 64, .disk = 64u << 20};

TEST(Command, ReadsItsStandardInput) {
  EXPECT_EQ(Command({"/bin/cat"}, {}, "", {}, "one\ntwo").ended.out, "one\ntwo");
  EXPECT_EQ(Command({"/bin/cat"}, {}).ended.out, "");
}
TEST(Command, TellsItsOutputAndExitCode) {
  Command command({"/bin/sh", "-c", "echo out; echo err >&2; exit 4"}, {});
  EXPECT_EQ(command.ended.cause, Cause::exited);
  EXPECT_EQ(command.ended.detail, 4);
  EXPECT_EQ(command.ended.out, "out\n");
  EXPECT_EQ(command.ended.err, "err\n");
}

TEST(Command, CompilesAndHandsOutTheProgram) {
  Command command({"/usr/bin/g++", "-o", "program", "/box/submission/solution.cc"},
                  {{"solution.cc", "int main() { return 0; }\n"}}, "program", kCompiler);
  EXPECT_EQ(command.ended.detail, 0) << command.ended.err;
  EXPECT_GT(command.ended.memory, 4u << 20);
  const BoxEvent event = command.close();
  ASSERT_TRUE(event.kept);
  char magic[4] = {};
  ASSERT_EQ(::pread(event.kept.get(), magic, 4, 0), 4);
  EXPECT_EQ(std::string(magic + 1, 3), "ELF");
  EXPECT_LT(::pwrite(event.kept.get(), "x", 1, 0), 0) << "it must be sealed";
}

TEST(Command, HandsOutWhatAnotherBoxCanExecute) {
  Command compiler({"/usr/bin/g++", "-o", "program", "/box/submission/solution.cc"},
                   {{"solution.cc", "int main() { return 7; }\n"}}, "program", kCompiler);
  BoxEvent event = compiler.close();
  int pair[2];
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair), 0);
  compiler.zygote.launch({.id = 2, .control = UniqueFd(pair[1]), .files = files_of({}), .program = std::move(event.kept)});
  Box box{UniqueFd(pair[0])};
  box.begin_load({});
  const Ended ended = box.end_load();
  EXPECT_EQ(ended.cause, Cause::exited) << ended.err;
  EXPECT_EQ(ended.detail, 7) << ended.err;
}

TEST(Command, CannotReadTheHostWhileCompiling) {
  Command command({"/usr/bin/g++", "-fsyntax-only", "/box/submission/solution.cc"},
                  {{"solution.cc", "#include \"/etc/shadow\"\n"}}, "", kCompiler);
  EXPECT_EQ(command.ended.detail, 1);
  EXPECT_THAT(command.ended.err, HasSubstr("No such file"));
}

TEST(Command, HandsOutNothingWhenThereIsNothing) {
  Command command({"/bin/true"}, {}, "program");
  EXPECT_FALSE(command.close().kept);
}

TEST(Command, DoesNotFollowALinkToKeep) {
  Command command({"/bin/ln", "-s", "/etc/passwd", "program"}, {}, "program");
  EXPECT_EQ(command.ended.detail, 0);
  EXPECT_FALSE(command.close().kept);
}

TEST(Command, SaysThatItCannotBeExecuted) {
  Command command({"/nonexistent"}, {});
  EXPECT_EQ(command.ended.detail, 127);
  EXPECT_THAT(command.ended.err, HasSubstr("/nonexistent: No such file"));
}

}  // namespace
}  // namespace kata::sandbox
