// What a test leaves behind is gone before the next one, and what kata leaves behind is nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>

#include "test_box.h"

namespace kata::sandbox {
namespace {

using testing::StartsWith;

TEST(Leftovers, OfFilesAreGone) {
  Loaded loaded;
  for (const char* path : {"/box/work/a", "/tmp/b", "/dev/shm/c"}) {
    EXPECT_EQ(loaded.box.answer(std::string("create ") + path), "ok 0");
    EXPECT_EQ(loaded.box.answer(std::string("stat ") + path), "error " + std::to_string(ENOENT));
  }
}

TEST(Leftovers, OfDeepFoldersWithoutRightsAreGone) {
  Loaded loaded;
  EXPECT_EQ(loaded.box.answer("deep_folders"), "ok 0");
  EXPECT_EQ(loaded.box.answer("stat a"), "error " + std::to_string(ENOENT));
  EXPECT_EQ(loaded.box.answer("mkdir a"), "ok 0");
}

TEST(Leftovers, OfADaemonAreGone) {
  Loaded loaded;
  Channel channel = loaded.box.begin();
  EXPECT_EQ(channel.ask("daemon"), "ok 1");
  const std::string before = channel.ask("processes").value_or("");
  EXPECT_EQ(std::count(before.begin(), before.end(), ' '), 5) << before;  // init, module, test, and its two
  loaded.box.box().end_test();
  const std::string after = loaded.box.answer("processes");
  EXPECT_EQ(std::count(after.begin(), after.end(), ' '), 3) << after;
}

TEST(Leftovers, OfADaemonThatTheImportMadeAreGone) {
  Zygote zygote({.executable = program("kata-zygote-scripted")});
  TestBox box(zygote, {{"load", "daemon\n"}});
  EXPECT_EQ(box.load().cause, Cause::running);
  Channel channel = box.begin();
  EXPECT_TRUE(box.box().fresh());
  box.box().end_test();
}

TEST(Leftovers, OfATestThatHidItselfAreGone) {
  Loaded loaded;
  Channel channel = loaded.box.begin();
  channel.ask("undumpable");
  channel.ask("daemon");
  loaded.box.box().end_test();
  const std::string after = loaded.box.answer("processes");
  EXPECT_EQ(std::count(after.begin(), after.end(), ' '), 3) << after;
}

// A box whose test's process watches: its end of a socket closes when no process of the box is left.
struct Watched {
  std::unique_ptr<Zygote> zygote = std::make_unique<Zygote>(ZygoteSpec{.executable = program("kata-zygote-scripted")});
  UniqueFd control;
  UniqueFd channel;

  Watched() {
    int pair[2];
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair), 0);
    zygote->launch({.id = 1, .control = UniqueFd(pair[1]), .files = files_of({})});
    Box box{UniqueFd(pair[0])};
    box.begin_load({});
    box.end_load();
    Channel test{box.begin_test({}, false)};
    test.ask("daemon");
    channel = std::move(test.fd);
    kept.emplace(std::move(box));
  }
  std::optional<Box> kept;

  bool all_gone() {
    pollfd end{channel.get(), POLLIN, 0};
    char byte;
    return ::poll(&end, 1, 20'000) > 0 && ::read(channel.get(), &byte, 1) <= 0;
  }
};

TEST(Leftovers, OfAKilledZygoteAreNone) {
  Watched watched;
  ::kill(static_cast<pid_t>([&] {  // its pid is known to /proc/self only through its pidfd
           std::string path = "/proc/self/fdinfo/" + std::to_string(watched.zygote->pidfd());
           std::FILE* file = std::fopen(path.c_str(), "r");
           char line[128];
           int pid = -1;
           while (std::fgets(line, sizeof line, file)) std::sscanf(line, "Pid: %d", &pid);
           std::fclose(file);
           return pid;
         }()),
         SIGKILL);
  EXPECT_TRUE(watched.all_gone());
}

TEST(Leftovers, OfADeadSupervisorAreNone) {
  int pair[2];
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair), 0);
  int ready[2];
  ASSERT_EQ(::pipe2(ready, O_CLOEXEC), 0);
  const pid_t supervisor = ::fork();
  if (supervisor == 0) {
    Zygote zygote({.executable = program("kata-zygote-scripted")});
    zygote.launch({.id = 1, .control = UniqueFd(pair[1]), .files = files_of({})});
    (void)!::write(ready[1], "", 1);
    for (;;) ::pause();
  }
  ::close(pair[1]);
  char byte;
  ASSERT_EQ(::read(ready[0], &byte, 1), 1);
  Box box{UniqueFd(pair[0])};
  box.begin_load({});
  box.end_load();
  Channel channel{box.begin_test({}, false)};
  channel.ask("daemon");
  ::kill(supervisor, SIGKILL);
  ::waitpid(supervisor, nullptr, 0);
  channel.wait_for_end();  // every process of the box held its other end
}

TEST(Leftovers, OfAGraderThatHangsUpAreNone) {
  Watched watched;
  watched.kept.reset();
  EXPECT_TRUE(watched.all_gone());
  EXPECT_EQ(wait_for_event(*watched.zygote).kind, BoxEvent::Kind::ended);
}

}  // namespace
}  // namespace kata::sandbox
