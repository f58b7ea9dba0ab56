#include <grp.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <string_view>

#include "delegation.h"

namespace {

constexpr uid_t kUser = 1'699'999'999;   // nobody else's: a limit on processes counts all of a user

int run_tests(const kata::sandbox::Delegation& delegation, bool as_user) {
  if (delegation.usable() && delegation.enter()) {
    kata::sandbox::Delegation::current = delegation.folder();
  } else {
    std::puts("No group of the kernel's can be made here (that takes root): the tests of KernelGroup are left out.");
    testing::GTEST_FLAG(filter) += (testing::GTEST_FLAG(filter).find('-') == std::string::npos ? "-" : ":") + std::string("*KernelGroup*");
  }
  if (as_user && ::geteuid() == 0 && (::setgroups(0, nullptr) != 0 || ::setresgid(kUser, kUser, kUser) != 0 ||
                                      ::setresuid(kUser, kUser, kUser) != 0)) {
    std::perror("cannot become an ordinary user");
    return 1;
  }
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  return RUN_ALL_TESTS();
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  const bool as_user = argc > 1 && std::string_view(argv[1]) == "--as-user";
  const kata::sandbox::Delegation delegation(as_user ? kUser : ::geteuid());
  // The tests run in the group, so another process has to remove it.
  const pid_t tests = ::fork();
  if (tests == 0) std::_Exit(run_tests(delegation, as_user));
  int status = 0;
  ::waitpid(tests, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
