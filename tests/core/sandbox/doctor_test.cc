#include "sandbox/doctor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "fake_root.h"
#include "test_box.h"

namespace kata::sandbox {
namespace {

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

TEST(Doctor, NamesTheSwitchThatForbidsNamespaces) {
  FakeRoot root;
  root.write("/proc/sys/kernel/unprivileged_userns_clone", "1\n");
  root.write("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1\n");
  EXPECT_EQ(mend_namespaces(root.path), "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0");
  root.write("/proc/sys/kernel/unprivileged_userns_clone", "0\n");
  EXPECT_EQ(mend_namespaces(root.path), "sudo sysctl -w kernel.unprivileged_userns_clone=1");
}

}  // namespace
}  // namespace kata::sandbox
