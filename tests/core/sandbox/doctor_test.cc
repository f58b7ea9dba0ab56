#include "sandbox/doctor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "sandbox/cgroup.h"
#include "test_box.h"

namespace kata::sandbox {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

SelfTest examine(Isolation at_most = Isolation::full) {
  return self_test(program("kata-zygote-native"), program("kata-box-probe"), at_most);
}

bool holds(const SelfTest& test, const std::string& id) {
  for (const Check& check : test.checks)
    if (check.id == id) return check.holds;
  ADD_FAILURE() << "no check " << id;
  return false;
}

TEST(Doctor, FindsEveryEssentialProtectionHere) {
  const SelfTest test = examine();
  EXPECT_EQ(test.level, Isolation::full);
  for (const Check& check : test.checks) {
    EXPECT_TRUE(check.holds || !check.essential) << check.id << ": " << check.fact;
    EXPECT_FALSE(check.fact.empty()) << check.id;
  }
  EXPECT_TRUE(holds(test, "namespaces"));
  EXPECT_EQ(holds(test, "own_id"), ::geteuid() == 0);
}

TEST(Doctor, NamesWhatTheReducedLevelLacks) {
  const SelfTest test = examine(Isolation::reduced);
  EXPECT_EQ(test.level, Isolation::reduced);
  EXPECT_FALSE(holds(test, "namespaces"));
  EXPECT_TRUE(holds(test, "system_calls"));
  EXPECT_TRUE(holds(test, "file_system_rules"));
  EXPECT_TRUE(holds(test, "host_files"));
  EXPECT_TRUE(holds(test, "time_limit"));
}

TEST(Doctor, FindsNothingProtectedWhereNothingIs) {
  const SelfTest test = examine(Isolation::none);
  EXPECT_FALSE(holds(test, "system_calls"));
  EXPECT_FALSE(holds(test, "file_system_rules"));
}

// A folder that stands for "/".
struct FakeRoot {
  FakeRoot() {
    char name[] = "/tmp/kata-doctor-XXXXXX";
    path = ::mkdtemp(name);
  }
  ~FakeRoot() { fs::remove_all(path); }
  void write(const std::string& file, const std::string& text) const {
    fs::create_directories(fs::path(path + file).parent_path());
    std::ofstream(path + file) << text;
  }
  std::string path;
};

TEST(Doctor, NamesTheSwitchThatForbidsNamespaces) {
  FakeRoot root;
  root.write("/proc/sys/kernel/unprivileged_userns_clone", "1\n");
  root.write("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1\n");
  EXPECT_EQ(mend_namespaces(root.path), "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0");
  root.write("/proc/sys/kernel/unprivileged_userns_clone", "0\n");
  EXPECT_EQ(mend_namespaces(root.path), "sudo sysctl -w kernel.unprivileged_userns_clone=1");
}

TEST(Cgroup, IsFoundWhereItWasDelegated) {
  FakeRoot root;
  root.write("/proc/self/cgroup", "0::/user.slice/kata.scope\n");
  root.write("/sys/fs/cgroup/user.slice/kata.scope/cgroup.controllers", "cpu memory pids\n");
  root.write("/sys/fs/cgroup/user.slice/kata.scope/cgroup.procs", "");
  const Cgroup group = Cgroup::find(root.path);
  EXPECT_TRUE(group.usable()) << group.reason();
  EXPECT_EQ(group.folder(), root.path + "/sys/fs/cgroup/user.slice/kata.scope");
}

TEST(Cgroup, SaysWhyItCannotBeUsed) {
  FakeRoot root;
  EXPECT_THAT(Cgroup::find(root.path).reason(), HasSubstr("no cgroup v2"));
  root.write("/proc/self/cgroup", "12:pids:/\n0::/a\n");
  root.write("/sys/fs/cgroup/a/cgroup.controllers", "cpu\n");
  EXPECT_THAT(Cgroup::find(root.path).reason(), HasSubstr("memory and pids are not given"));
}

}  // namespace
}  // namespace kata::sandbox
