// The groups of the kernel (cgroup v2) that boxes get where kata was given one to divide.
#include "sandbox/cgroup.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <memory>

#include "delegation.h"
#include "fake_root.h"
#include "sandbox/box_group.h"
#include "sandbox/group_usage.h"
#include "test_box.h"

namespace kata::sandbox {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// Plain folders and files in the place of the kernel's: what is written stays there to be read.
struct FakeGroup : FakeRoot {
  const std::string folder = "/sys/fs/cgroup/user.slice/kata.scope";
  FakeGroup() {
    write("/proc/self/cgroup", "0::/user.slice/kata.scope\n");
    write(folder + "/cgroup.controllers", "cpu memory pids\n");
    for (const char* file : {"/cgroup.type", "/cgroup.procs", "/cgroup.subtree_control", "/kata-own/cgroup.procs"})
      write(folder + file, "");
  }
};

TEST(Cgroup, IsDividedWhereItWasDelegated) {
  FakeGroup root;
  const Cgroup group = Cgroup::divide(root.path);
  EXPECT_TRUE(group.usable()) << group.reason();
  EXPECT_EQ(group.folder(), root.path + root.folder);
  EXPECT_EQ(root.read(root.folder + "/kata-own/cgroup.procs"), "0");
  EXPECT_EQ(root.read(root.folder + "/cgroup.subtree_control"), "+memory +pids");
}

TEST(Cgroup, IsDividedOnceForAllThatRunInIt) {
  FakeGroup root;
  root.write("/proc/self/cgroup", "0::/user.slice/kata.scope/kata-own\n");
  EXPECT_EQ(Cgroup::divide(root.path).folder(), root.path + root.folder);
}

TEST(Cgroup, SaysThatThereIsNone) {
  FakeRoot root;
  EXPECT_THAT(Cgroup::divide(root.path).reason(), HasSubstr("no cgroup v2"));
}

TEST(Cgroup, SaysWhichControllersAreMissing) {
  FakeGroup root;
  root.write(root.folder + "/cgroup.controllers", "cpu memory\n");
  const Cgroup group = Cgroup::divide(root.path);
  EXPECT_THAT(group.reason(), HasSubstr("memory and pids are not given"));
  EXPECT_FALSE(group.usable());
  EXPECT_EQ(root.read(root.folder + "/kata-own/cgroup.procs"), "") << "it moved although it may not";
}

TEST(Cgroup, LeavesTheMachinesOwnAlone) {
  FakeGroup root;
  ::unlink((root.path + root.folder + "/cgroup.type").c_str());
  const Cgroup group = Cgroup::divide(root.path);
  EXPECT_THAT(group.reason(), HasSubstr("is not this user's to divide"));
  EXPECT_THAT(group.mend(), HasSubstr("Delegate=yes"));
}

// The files that a controller would have made.
struct FakeBoxGroup : FakeRoot {
  const std::string name = "/kata-" + std::to_string(::getpid()) + "-1";
  UniqueFd folder;
  FakeBoxGroup() {
    for (const char* file : {"memory.max", "memory.swap.max", "pids.max", "cgroup.kill"}) write(name + "/" + file, "");
    write(name + "/memory.peak", "0\n");
    write(name + "/memory.events", "low 0\nmax 0\noom 0\noom_kill 0\n");
    write(name + "/cpu.stat", "usage_usec 0\nuser_usec 0\n");
    folder.reset(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  }
};

TEST(BoxGroup, HoldsABoxToItsLimits) {
  FakeBoxGroup root;
  BoxGroup(root.folder.get(), 1).limit({.memory = 64u << 20, .processes = 4}, 10u << 20);
  EXPECT_EQ(root.read(root.name + "/memory.max"), std::to_string((64 + 7 * 11) << 20));
  EXPECT_EQ(root.read(root.name + "/memory.swap.max"), "0");
  EXPECT_EQ(root.read(root.name + "/pids.max"), "7");
}

TEST(BoxGroup, IsNotUsedUnlessItsLimitsHold) {
  FakeBoxGroup root;
  ::unlink((root.path + root.name + "/memory.max").c_str());
  ASSERT_EQ(::mkdir((root.path + root.name + "/memory.max").c_str(), 0700), 0);  // refuses what is written
  EXPECT_THROW(BoxGroup(root.folder.get(), 1).limit({}, 0), std::exception);
}

TEST(BoxGroup, IsKilledByTheKernel) {
  FakeBoxGroup root;
  EXPECT_TRUE(BoxGroup(root.folder.get(), 1).kill());
  EXPECT_EQ(root.read(root.name + "/cgroup.kill"), "1");
}

struct FakeUsage : FakeBoxGroup {
  GroupUsage usage;
  FakeUsage() {
    write(name + "/memory.max", "100000000\n");
    usage = GroupUsage(UniqueFd(::openat(folder.get(), name.c_str() + 1, O_RDONLY | O_DIRECTORY | O_CLOEXEC)).get());
    usage.know_limit(60'000'000);
    usage.start();
  }
};

TEST(GroupUsage, TellsWhatTheKernelKilledForMemory) {
  FakeUsage root;
  EXPECT_FALSE(root.usage.ran_out());
  root.write(root.name + "/memory.events", "low 0\nmax 9\noom 1\noom_kill 1\n");
  EXPECT_TRUE(root.usage.ran_out());
  root.usage.start();
  EXPECT_FALSE(root.usage.ran_out()) << "that was another test";
}

TEST(GroupUsage, TellsTheMemoryThatABoxTookAtLeast) {
  FakeUsage root;
  root.write(root.name + "/memory.peak", "90000000\n");
  EXPECT_EQ(root.usage.memory(), 50'000'000u);
  root.usage.start();
  EXPECT_EQ(root.usage.memory(), 0u) << "that was another test";
}

TEST(GroupUsage, TellsTheTimeOfAllButItself) {
  FakeUsage root;
  root.write(root.name + "/cpu.stat", "usage_usec 700000\nuser_usec 1\n");
  EXPECT_GT(root.usage.cpu(), milliseconds(600));
  EXPECT_LE(root.usage.cpu(), milliseconds(700));
}

TEST(GroupUsage, OfNoGroupIsNothing) {
  GroupUsage usage;
  usage.start();
  EXPECT_FALSE(usage.ran_out());
  EXPECT_EQ(usage.memory(), 0u);
  EXPECT_EQ(usage.cpu(), microseconds(0));
}

// The kernel's own, at each level.
class KernelGroup : public testing::TestWithParam<Isolation> {
 protected:
  ZygoteSpec spec() const {
    return {.executable = program("kata-zygote-scripted"), .at_most = GetParam(), .groups = Delegation::current};
  }
};

std::string text_of(const std::string& group, const char* file) {
  const UniqueFd fd(::openat(Delegation::current, (group + "/" + file).c_str(), O_RDONLY | O_CLOEXEC));
  char text[4096];
  const ssize_t size = ::read(fd.get(), text, sizeof text);
  return {text, size > 0 ? static_cast<std::size_t>(size) : 0};
}

// The first is that of the first box.
std::vector<std::string> groups_of_boxes() {
  std::vector<std::string> names = groups_in(Delegation::current);
  std::sort(names.begin(), names.end());
  return names;
}

TEST_P(KernelGroup, HoldsTheWholeBox) {
  Zygote zygote(spec());
  TestBox box(zygote);
  box.load();
  Channel channel = box.begin();
  channel.ask("daemon");
  std::size_t most = 0;
  for (const std::string& name : groups_in(Delegation::current)) {
    const std::string pids = text_of(name, "cgroup.procs");
    most = std::max(most, static_cast<std::size_t>(std::count(pids.begin(), pids.end(), '\n')));
  }
  EXPECT_GE(most, 4u);  // init, module, test and daemon
  box.box().end_test();
}

TEST_P(KernelGroup, IsRemovedWithItsBox) {
  {
    Zygote zygote(spec());
    TestBox box(zygote);
    box.load();
    const auto before = groups_of_boxes();
    box.run("daemon");
    box.close();
    EXPECT_THAT(groups_in(Delegation::current), Not(Contains(before.front())));
    TestBox killed(zygote);
    killed.load();
    killed.begin().ask("daemon");
    killed.kill();
  }
  EXPECT_THAT(groups_in(Delegation::current), IsEmpty());
}

TEST(KernelGroupOfAKilledZygote, IsRemovedByTheNext) {
  const ZygoteSpec spec{.executable = program("kata-zygote-scripted"), .groups = Delegation::current};
  auto first = std::make_unique<Zygote>(spec);
  TestBox box(*first);
  box.load();
  Channel channel = box.begin();
  channel.ask("daemon");
  EXPECT_THAT(groups_in(Delegation::current), Not(IsEmpty()));
  ASSERT_EQ(::syscall(SYS_pidfd_send_signal, first->pidfd(), SIGKILL, nullptr, 0), 0);
  EXPECT_THROW(wait_for_event(*first), std::exception);
  const auto stale = groups_in(Delegation::current);
  EXPECT_THAT(stale, Not(IsEmpty()));
  Zygote next(spec);
  TestBox fresh(next);
  fresh.load();
  for (const std::string& name : stale) EXPECT_THAT(groups_in(Delegation::current), Not(Contains(name)));
}

TEST_P(KernelGroup, CountsTheTimeOfChildrenThatNobodyWaitsFor) {
  Zygote zygote(spec());
  TestBox box(zygote);
  box.load();
  const Ended ended = box.run("children_burn_unseen 0.2", {.cpu = seconds(10), .wall = seconds(20)});
  EXPECT_GE(ended.cpu, milliseconds(399));
}

TEST_P(KernelGroup, EndsATestThatTakesTooMuchMemory) {
  Zygote zygote(spec());
  const Limits limits{.cpu = seconds(20), .wall = seconds(40), .memory = 64u << 20};
  TestBox box(zygote, {}, limits);
  box.load(limits);
  const Ended ended = box.run("touch_memory 1000", limits);
  EXPECT_EQ(ended.cause, Cause::out_of_memory);
  EXPECT_GE(ended.memory, limits.memory);
  EXPECT_EQ(box.run("touch_memory 50", limits).cause, Cause::running) << "what one test took is not the next one's";
}

// What a test may take by its own order is more here than what its box was made for: only the kernel can refuse it.
const Limits kOfTheBox{.cpu = seconds(20), .wall = seconds(40), .memory = 64u << 20, .processes = 8};
const Limits kOfTheTest{.cpu = seconds(20), .wall = seconds(40), .memory = 4ull << 30, .processes = 64};

bool controlled(const char* controller) {
  char text[256] = {};
  const UniqueFd fd(::openat(Delegation::current, "cgroup.subtree_control", O_RDONLY | O_CLOEXEC));
  (void)!::read(fd.get(), text, sizeof text - 1);
  return std::string(text).find(controller) != std::string::npos;
}

TEST_P(KernelGroup, EndsWhatOutrunsTheWatch) {
  Zygote zygote(spec());
  TestBox box(zygote, {}, kOfTheBox);
  box.load(kOfTheTest);
  EXPECT_EQ(box.run("touch_memory 400", kOfTheTest).cause, controlled("memory") ? Cause::out_of_memory : Cause::running);
  EXPECT_EQ(box.run("touch_memory 20", kOfTheTest).cause, Cause::running);
}

TEST_P(KernelGroup, RefusesForksPastTheLimit) {
  Zygote zygote(spec());
  TestBox box(zygote, {}, kOfTheBox);
  box.load(kOfTheTest);
  EXPECT_EQ(box.run("hello", kOfTheTest).cause, Cause::running);
  Channel channel = box.begin(kOfTheTest);
  const std::string forks = channel.ask("fork_until_refused").value_or("the process is gone");
  EXPECT_EQ(forks == "ok 8", controlled("pids")) << forks;
  box.box().end_test();
}

INSTANTIATE_TEST_SUITE_P(AtLevel, KernelGroup, testing::Values(Isolation::none, Isolation::reduced, Isolation::full),
                         [](const auto& info) { return std::string(name(info.param)); });

}  // namespace
}  // namespace kata::sandbox
