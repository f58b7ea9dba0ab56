#include "base/file.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <filesystem>

#include "base/error.h"

namespace fs = std::filesystem;
using namespace kata;

namespace {

class File : public testing::Test {
 protected:
  File() {
    std::string path = (fs::temp_directory_path() / "kata-file-XXXXXX").string();
    if (mkdtemp(path.data())) folder = path;
  }
  ~File() override { fs::remove_all(folder); }
  std::vector<std::string> names() const {
    std::vector<std::string> out;
    for (const auto& entry : fs::directory_iterator(folder)) out.push_back(entry.path().filename());
    return out;
  }
  fs::path folder;
};

TEST_F(File, ComesBackAsItWasWritten) {
  const std::string content("a\0b\n", 4);
  write_atomically(folder / "x", content);
  EXPECT_EQ(read_file(folder / "x"), content);
}

TEST_F(File, ReplacesTheOldOneAndLeavesNothingBeside) {
  write_atomically(folder / "x", "old");
  write_atomically(folder / "x", "new");
  EXPECT_EQ(read_file(folder / "x"), "new");
  EXPECT_THAT(names(), testing::ElementsAre("x"));
}

TEST_F(File, FollowsALinkToWhatItReplaces) {
  write_atomically(folder / "real", "old");
  fs::create_symlink("real", folder / "link");
  write_atomically(folder / "link", "new");
  EXPECT_TRUE(fs::is_symlink(folder / "link"));
  EXPECT_EQ(read_file(folder / "real"), "new");
}

TEST_F(File, WritesToADevice) { EXPECT_NO_THROW(write_atomically("/dev/null", "gone")); }

TEST_F(File, SaysWhatCannotBeWritten) {
  try {
    write_atomically(folder / "none" / "x", "");
    FAIL() << "wrote into a folder that isn't there";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), testing::AllOf(testing::HasSubstr("cannot write"), testing::HasSubstr("No such file")));
  }
}

TEST_F(File, RefusesWhatIsNoRegularFile) {
  ASSERT_EQ(mkfifo((folder / "fifo").c_str(), 0600), 0);
  EXPECT_THROW(read_file(folder / "fifo"), Error);
  EXPECT_THROW(read_file(folder), Error);
  EXPECT_THROW(read_file("/dev/zero"), Error);
}

TEST_F(File, RefusesMoreThanAskedFor) {
  write_atomically(folder / "x", std::string(100, 'x'));
  EXPECT_EQ(read_file(folder / "x", 100).size(), 100u);
  EXPECT_THROW(read_file(folder / "x", 99), Error);
}

}  // namespace
