#include "session/source.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

namespace kata {
namespace {

namespace fs = std::filesystem;

class SourceFiles : public testing::Test {
 protected:
  SourceFiles() {
    std::string name = fs::temp_directory_path() / "kata-source-XXXXXX";
    root_ = ::mkdtemp(name.data());
  }
  ~SourceFiles() override { fs::remove_all(root_); }

  fs::path write(const std::string& name, const std::string& text) {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name, std::ios::binary) << text;
    return root_ / name;
  }
  static std::string reason(const fs::path& path, const std::string& language = "python") {
    const auto read = read_source(path, language);
    const auto* load = std::get_if<report::LoadReport>(&read);
    return load ? load->reason : "";
  }
  fs::path root_;
};

TEST_F(SourceFiles, TakeAFileOfAnyNameAsTheSolution) {
  const auto read = read_source(write("-my own.py", "x = 1\n"), "python");
  const auto& source = std::get<Source>(read);
  EXPECT_EQ(source.files.at("solution.py"), "x = 1\n");
  EXPECT_EQ(source.hash, "9e26bf369911c45c243c684147b23fc9e1dcfcf257d299a1c632016a6fcd33f4");   // as sha256sum says
}
TEST_F(SourceFiles, KeepBytesThatAreNoUtf8) {
  EXPECT_EQ(reason(write("a.py", "# coding: cp1251\nx = '\xcf'\n")), "");
}
TEST_F(SourceFiles, TellAnEmptyFile) {
  EXPECT_EQ(reason(write("a.py", "")), "empty_file");
  EXPECT_EQ(reason(write("b.py", "\xef\xbb\xbf \r\n\t")), "empty_file");
}
TEST_F(SourceFiles, TellBinary) { EXPECT_EQ(reason(write("a.py", std::string("\x7f" "ELF\0\1", 6))), "not_text"); }
TEST_F(SourceFiles, TellAFileThatIsTooLarge) {
  EXPECT_EQ(reason(write("a.py", std::string(kMostSource + 1, '#'))), "too_large");
  EXPECT_EQ(reason(write("b.py", std::string(kMostSource, '#'))), "");
}
TEST_F(SourceFiles, TellAnotherLanguage) { EXPECT_EQ(reason(write("a.cc", "int x;")), "wrong_language"); }
TEST_F(SourceFiles, TellWhatIsNotThere) {
  EXPECT_EQ(reason(root_ / "none.py"), "missing_file");
  fs::create_symlink("nowhere", root_ / "dangling.py");
  EXPECT_EQ(reason(root_ / "dangling.py"), "missing_file");
}
TEST_F(SourceFiles, NeverWaitForAPipe) {
  ASSERT_EQ(::mkfifo((root_ / "a.py").c_str(), 0600), 0);
  EXPECT_EQ(reason(root_ / "a.py"), "unreadable");
}
TEST_F(SourceFiles, TellDevicesAndLinksInACircle) {
  EXPECT_EQ(reason("/dev/zero"), "unreadable");
  fs::create_symlink("b.py", root_ / "a.py");
  fs::create_symlink("a.py", root_ / "b.py");
  EXPECT_EQ(reason(root_ / "a.py"), "unreadable");
}
TEST_F(SourceFiles, TellAnUnreadableFile) {
  const auto path = write("a.py", "x = 1");
  fs::permissions(path, fs::perms::none);
  const uid_t user = ::geteuid();
  if (user == 0) {   // root reads everything, so another one tries
    fs::permissions(root_, fs::perms::others_exec, fs::perm_options::add);
    ASSERT_EQ(::seteuid(65534), 0);
  }
  const auto why = reason(path);
  ASSERT_EQ(::seteuid(user), 0);
  EXPECT_EQ(why, "unreadable");
}
TEST_F(SourceFiles, TakeAFolderWithItsMainFile) {
  write("s/solution.py", "import helper\n");
  write("s/pack/helper.py", "x = 1\n");
  write("s/__pycache__/solution.pyc", "\0");
  write("s/.git/config", "x");
  const auto read = read_source(root_ / "s", "python");
  const auto& files = std::get<Source>(read).files;
  EXPECT_EQ(files.size(), 2u);
  EXPECT_TRUE(files.contains("pack/helper.py"));
}
TEST_F(SourceFiles, WantTheMainFileInAFolder) {
  write("s/other.py", "x = 1\n");
  EXPECT_EQ(reason(root_ / "s"), "missing_file");
}
TEST_F(SourceFiles, FollowNoLinkInAFolder) {
  write("s/solution.py", "x = 1\n");
  fs::create_symlink("/etc/passwd", root_ / "s/data.txt");
  EXPECT_EQ(reason(root_ / "s"), "unreadable");
}
TEST_F(SourceFiles, BoundTheNumberOfFilesInAFolder) {
  write("s/solution.py", "x = 1\n");
  for (std::size_t i = 0; i < kMostFiles; ++i) write("s/f" + std::to_string(i), "x");
  EXPECT_EQ(reason(root_ / "s"), "too_large");
}

}  // namespace
}  // namespace kata
