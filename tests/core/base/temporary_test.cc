#include "base/temporary.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "base/error.h"

using namespace kata;

TEST(TemporaryFolder, GoesAwayWithAllThatIsInIt) {
  std::filesystem::path path;
  {
    const TemporaryFolder folder;
    path = folder.path();
    std::filesystem::create_directories(path / "a/b");
    std::ofstream(path / "a/b/c") << "x";
    struct stat facts {};
    EXPECT_EQ(stat(path.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0700u);
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}
TEST(TemporaryFolder, SaysWhereItCannotBe) {
  EXPECT_THROW(TemporaryFolder("/proc/none"), Error);
}
