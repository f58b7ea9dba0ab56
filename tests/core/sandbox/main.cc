#include <grp.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <string_view>

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  const bool as_user = argc > 1 && std::string_view(argv[1]) == "--as-user";
  if (as_user && ::geteuid() == 0 && (::setgroups(0, nullptr) != 0 || ::setresgid(65534, 65534, 65534) != 0 ||
                                      ::setresuid(65534, 65534, 65534) != 0)) {
    std::perror("cannot become an ordinary user");
    return 1;
  }
  return RUN_ALL_TESTS();
}
