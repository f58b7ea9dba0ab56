// What a learner's process may reach.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "test_box.h"

namespace kata::sandbox {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(Confinement, KeepsTheKernelsSwitchesShut) {
  Loaded loaded;
  EXPECT_THAT(loaded.box.answer("open_write /proc/sys/kernel/core_pattern"), StartsWith("error"));
  EXPECT_THAT(loaded.box.answer("open_write /proc/self/oom_score_adj"), StartsWith("error"));
  EXPECT_THAT(loaded.box.answer("open_read /sys/kernel"), StartsWith("error"));
}

TEST(Confinement, HidesTheHostsFiles) {
  Loaded loaded;
  for (const char* path : {"/etc/shadow", "/root", "/home", "/work", "/var", "/etc/hostname", "/usr/local/bin", "/boot"})
    EXPECT_THAT(loaded.box.answer(std::string("open_read ") + path), StartsWith("error")) << path;
}

TEST(Confinement, ShowsWhatProgramsNeed) {
  Loaded loaded;
  for (const char* path : {"/usr/bin/env", "/etc/passwd", "/dev/null", "/dev/urandom", "/proc/self/maps", "/box/submission"})
    EXPECT_EQ(loaded.box.answer(std::string("open_read ") + path), "ok 0") << path;
  EXPECT_EQ(loaded.box.answer("open_write /dev/null"), "ok 0");
}

TEST(Confinement, WritesOnlyInItsOwnFolders) {
  Zygote zygote({.executable = program("kata-zygote-scripted")});
  TestBox box(zygote, {{"solution.py", "x = 1\n"}, {"data/a.txt", "a"}});
  box.load();
  for (const char* path : {"/box/work/a", "/tmp/a", "/dev/shm/a", "a"})
    EXPECT_EQ(box.answer(std::string("create ") + path), "ok 0") << path;
  for (const char* path : {"/a", "/box/a", "/usr/a", "/etc/a", "/box/submission/a", "/box/submission/data/a"})
    EXPECT_THAT(box.answer(std::string("create ") + path), StartsWith("error")) << path;
  EXPECT_THAT(box.answer("open_write /box/submission/solution.py"), StartsWith("error"));
  EXPECT_EQ(box.answer("read /box/submission/data/a.txt"), "ok a");
}

TEST(Confinement, SeesOnlyItsOwnProcesses) {
  Loaded loaded;
  Channel channel = loaded.box.begin();
  const std::string pids = channel.ask("processes").value_or("");
  loaded.box.box().end_test();
  // Init, the module process, the test's own.
  EXPECT_EQ(std::count(pids.begin(), pids.end(), ' '), 3) << pids;
}

TEST(Confinement, CannotTouchItsInit) {
  Loaded loaded;
  for (const int signal : {9, 19, 15, 11})
    EXPECT_THAT(loaded.box.answer("kill 1 " + std::to_string(signal)), StartsWith("error")) << signal;
  EXPECT_EQ(loaded.box.answer("prlimit 1"), "error " + std::to_string(EPERM));
  EXPECT_THAT(loaded.box.answer("open_write /proc/1/mem"), StartsWith("error"));
  EXPECT_THAT(loaded.box.answer("open_read /proc/1/environ"), StartsWith("error"));
  EXPECT_EQ(loaded.box.answer("hello"), "ok 0");
}

TEST(Confinement, CannotTouchTheModuleProcess) {
  Loaded loaded;
  EXPECT_THAT(loaded.box.answer("kill 2 9"), StartsWith("error"));
  EXPECT_THAT(loaded.box.answer("kill 2 19"), StartsWith("error"));
  EXPECT_THAT(loaded.box.answer("open_write /proc/2/mem"), StartsWith("error"));
  Channel channel = loaded.box.begin();
  EXPECT_FALSE(loaded.box.box().fresh());
  loaded.box.box().end_test();
}

TEST(Confinement, IsNobodyImportant) {
  Loaded loaded;
  EXPECT_EQ(loaded.box.answer("getuid"), "ok 1000");
  EXPECT_THAT(loaded.box.answer("syscall " + std::to_string(SYS_setuid) + " 0"), StartsWith("error"));
  EXPECT_EQ(loaded.box.answer("hostname"), "ok box");
  EXPECT_THAT(loaded.box.answer("environment"), Not(HasSubstr("HOME=/root")));
}

TEST(Confinement, StartsWithItsOwnDescriptorsOnly) {
  Loaded loaded;
  EXPECT_EQ(loaded.box.answer("descriptors"), "ok 0 1 2 4");  // and its channel
}

TEST(Confinement, HasNamespacesOfItsOwn) {
  Loaded loaded;
  for (const char* kind : {"user", "pid", "mnt", "net", "ipc", "uts"}) {
    char own[64] = {};
    ASSERT_GT(::readlink((std::string("/proc/self/ns/") + kind).c_str(), own, sizeof own - 1), 0);
    EXPECT_NE(loaded.box.answer(std::string("link_namespace ") + kind), std::string("ok ") + own) << kind;
  }
}

TEST(Confinement, HasNoNetwork) {
  Loaded loaded;
  EXPECT_EQ(loaded.box.answer("connect"), "error " + std::to_string(ENETUNREACH));
  for (const int family : {AF_NETLINK, AF_PACKET, AF_VSOCK, AF_ALG, AF_BLUETOOTH})
    EXPECT_EQ(loaded.box.answer("socket " + std::to_string(family)), "error " + std::to_string(EAFNOSUPPORT)) << family;
}

TEST(Confinement, EndsATestAtAForbiddenCall) {
  Loaded loaded;
  for (const long call : {SYS_ptrace, SYS_bpf, SYS_mount, SYS_keyctl, SYS_unshare, SYS_setns, SYS_process_vm_readv,
                          SYS_perf_event_open, SYS_userfaultfd, SYS_io_uring_setup, SYS_pivot_root, SYS_chroot}) {
    const Ended ended = loaded.box.run("syscall " + std::to_string(call));
    EXPECT_EQ(ended.cause, Cause::forbidden) << call;
    EXPECT_EQ(ended.detail, call);
  }
}

TEST(Confinement, EndsATestThatMakesANamespace) {
  Loaded loaded;
  const Ended ended = loaded.box.run("syscall " + std::to_string(SYS_clone) + " " + std::to_string(0x10000000));
  EXPECT_EQ(ended.cause, Cause::forbidden);
  EXPECT_EQ(ended.detail, SYS_clone);
}

#if defined(__x86_64__)
TEST(Confinement, EndsATestThatUsesAForeignAbi) {
  Loaded loaded;
  EXPECT_EQ(loaded.box.run("call_32 20").cause, Cause::forbidden);
}
#endif

TEST(Confinement, AnswersWhatLibrariesTryWithAnError) {
  Loaded loaded;
  const auto answer = [&](long call, const std::string& arguments = "") {
    return loaded.box.answer("syscall " + std::to_string(call) + " " + arguments);
  };
  EXPECT_EQ(answer(SYS_clone3), "error " + std::to_string(ENOSYS));
  EXPECT_EQ(answer(SYS_shmget), "error " + std::to_string(ENOSYS));
  EXPECT_EQ(answer(SYS_memfd_create), "error " + std::to_string(EPERM));
  EXPECT_EQ(answer(SYS_ioctl, "0 0x5412"), "error " + std::to_string(EPERM));
  EXPECT_EQ(answer(SYS_personality, "0x0400000"), "error " + std::to_string(EPERM));
  EXPECT_THAT(answer(SYS_personality, "0xffffffff"), StartsWith("ok"));
}

}  // namespace
TEST(Networks, AreNeverSharedByBoxesThatLive) {
  Zygote zygote({.executable = program("kata-zygote-scripted")});
  TestBox first(zygote), second(zygote);
  first.load(), second.load();
  const std::string before = first.answer("link_namespace net");
  EXPECT_NE(before, second.answer("link_namespace net"));
  first.close();
  TestBox third(zygote);
  third.load();
  const std::string after = third.answer("link_namespace net");
  EXPECT_NE(after, second.answer("link_namespace net"));
}

}  // namespace kata::sandbox
