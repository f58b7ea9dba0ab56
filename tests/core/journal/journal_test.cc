#include "journal/journal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "base/error.h"
#include "report/wire.h"

namespace kata {
namespace {

namespace fs = std::filesystem;
using report::SubmissionReport;
using report::SubmissionVerdict;
using testing::AllOf;
using testing::HasSubstr;
using Begin = Journal::Begin;

class JournalTest : public testing::Test {
 protected:
  JournalTest() {
    std::string name = fs::temp_directory_path() / "kata-journal-XXXXXX";
    root_ = ::mkdtemp(name.data());
    path_ = root_ / "batch.journal";
  }
  ~JournalTest() override { fs::remove_all(root_); }

  static Journal::Key key(const std::string& submission) {
    return {.submission = submission, .exercise = "unpacking/rotate", .language = "python"};
  }
  static SubmissionReport report(const std::string& submission, SubmissionVerdict verdict = SubmissionVerdict::graded) {
    SubmissionReport report;
    report.submission = submission;
    report.verdict = verdict;
    report.wall_us = 17;
    report.tests.emplace_back().info.name = "KeepsEveryItem";
    report.tests[0].mismatches.push_back({.kind = "value", .expected = list(1, "x"), .actual = Value()});
    report.tests[0].out = std::string("\0\xff", 2);
    return report;
  }
  std::string refusal(Begin begin) const {
    try {
      Journal journal(path_, begin);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  }
  std::string content() const {
    std::ifstream in(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  fs::path root_, path_;
};

TEST_F(JournalTest, GivesBackWhatWasKept) {
  Journal(path_, Begin::anew).keep(key("anna"), "grounds", report("anna"));
  Journal journal(path_, Begin::resumed);
  const auto found = journal.find(key("anna"), "grounds");
  ASSERT_TRUE(found);
  EXPECT_EQ(report::encode(*found), report::encode(report("anna")));
  EXPECT_EQ(journal.found(), 1u);
}
TEST_F(JournalTest, TellsSubmissionsApart) {
  Journal journal(path_, Begin::anew);
  journal.keep(key("anna"), "grounds", report("anna"));
  auto other = key("anna");
  EXPECT_FALSE(journal.find(key("boris"), "grounds"));
  EXPECT_FALSE(journal.find((other.language = "cpp", other), "grounds"));
  other = key("anna");
  EXPECT_FALSE(journal.find((other.namesake = 1, other), "grounds"));
}
TEST_F(JournalTest, GivesNothingWhereTheGroundsAreOthers) {
  Journal journal(path_, Begin::anew);
  journal.keep(key("anna"), "source 1", report("anna"));
  EXPECT_FALSE(journal.find(key("anna"), "source 2"));
}
TEST_F(JournalTest, HasOneResultOfEachSubmission) {
  {
    Journal journal(path_, Begin::anew);
    journal.keep(key("anna"), "old", report("anna", SubmissionVerdict::does_not_import));
    journal.keep(key("anna"), "new", report("anna"));
  }
  Journal journal(path_, Begin::resumed);
  EXPECT_FALSE(journal.find(key("anna"), "old"));
  EXPECT_EQ(journal.find(key("anna"), "new")->verdict, SubmissionVerdict::graded);
}
TEST_F(JournalTest, HasAnInternalErrorGradedAgain) {
  Journal journal(path_, Begin::anew);
  journal.keep(key("anna"), "grounds", report("anna", SubmissionVerdict::internal_error));
  EXPECT_FALSE(journal.find(key("anna"), "grounds"));
}
TEST_F(JournalTest, TakesAnyName) {
  constexpr char kName[] = "Юля\n\xff'); DROP TABLE results; --\0x";
  const std::string name(kName, sizeof kName - 1);
  Journal journal(path_, Begin::anew);
  journal.keep(key(name), "grounds", report(name));
  EXPECT_EQ(journal.find(key(name), "grounds")->submission, name);
}
TEST_F(JournalTest, IsNotBegunAnewOverResults) {
  EXPECT_EQ(refusal(Begin::anew), "");
  EXPECT_EQ(refusal(Begin::anew), "");   // it has none yet
  Journal(path_, Begin::resumed).keep(key("anna"), "grounds", report("anna"));
  EXPECT_THAT(refusal(Begin::anew), AllOf(HasSubstr(path_.string()), HasSubstr("--resume")));
  EXPECT_EQ(refusal(Begin::resumed), "");
}
TEST_F(JournalTest, KeepsWhatItHasWhenItsProcessIsKilled) {
  const pid_t child = ::fork();
  if (child == 0) {
    Journal journal(path_, Begin::anew);
    for (int i = 0;; ++i) {
      journal.keep(key(std::to_string(i)), "grounds", report(std::to_string(i)));
      if (i == 99) ::raise(SIGKILL);
    }
  }
  ::waitpid(child, nullptr, 0);
  Journal journal(path_, Begin::resumed);
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(journal.find(key(std::to_string(i)), "grounds")) << i;
}
TEST_F(JournalTest, HasAllThatItAcknowledgedWhenTheDiskIsFull) {
  int kept[2];
  ASSERT_EQ(::pipe(kept), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    Journal journal(path_, Begin::anew);
    const rlimit full{256 << 10, 256 << 10};   // no file may become longer: the nearest to a full disk that needs no rights
    ::signal(SIGXFSZ, SIG_IGN);
    ::setrlimit(RLIMIT_FSIZE, &full);
    try {
      for (char i = 0;; ++i) {
        journal.keep(key(std::to_string(i)), "grounds", report(std::string(20'000, 'x')));
        (void)!::write(kept[1], &i, 1);
      }
    } catch (const Error& error) {
      ::_exit(std::string_view(error.what()).find("--resume") != std::string_view::npos ? 0 : 1);
    }
  }
  ::close(kept[1]);
  int status = -1;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  Journal journal(path_, Begin::resumed);
  int count = 0;
  for (char i; ::read(kept[0], &i, 1) == 1; ++count) EXPECT_TRUE(journal.find(key(std::to_string(i)), "grounds")) << int{i};
  ::close(kept[0]);
  EXPECT_GT(count, 3);
  EXPECT_NO_THROW(journal.keep(key("next"), "grounds", report("next")));
}
TEST_F(JournalTest, IsOfOneProcessAtATime) {
  int ready[2], done[2];
  ASSERT_EQ(::pipe(ready) | ::pipe(done), 0);
  const pid_t child = ::fork();
  char byte = 0;
  if (child == 0) {
    ::close(done[1]);
    Journal journal(path_, Begin::anew);
    (void)!::write(ready[1], "", 1);
    (void)!::read(done[0], &byte, 1);
    ::_exit(0);
  }
  ::close(ready[1]), ::close(done[0]);
  ASSERT_EQ(::read(ready[0], &byte, 1), 1);
  EXPECT_THAT(refusal(Begin::resumed), HasSubstr("in use by another kata"));
  ::close(done[1]);
  ::waitpid(child, nullptr, 0);
  ::close(ready[0]);
  EXPECT_EQ(refusal(Begin::resumed), "");
}
TEST_F(JournalTest, LeavesAFileOfAnotherKindAsItIs) {
  const std::string text = "def rotate(items):\n    return items\n" + std::string(1000, '#') + "\n";
  std::ofstream(path_) << text;
  EXPECT_THAT(refusal(Begin::resumed), HasSubstr("no journal of kata"));
  EXPECT_EQ(content(), text);
  EXPECT_THAT(refusal(Begin::anew), HasSubstr("no journal of kata"));
}
TEST_F(JournalTest, TellsThatItIsOfAnotherVersion) {
  Journal(path_, Begin::anew).keep(key("anna"), "grounds", report("anna"));
  std::string bytes = content();
  bytes[63] = 9;   // user_version: the last of four bytes at 60, by SQLite's file format
  std::ofstream(path_, std::ios::binary) << bytes;
  EXPECT_THAT(refusal(Begin::resumed), HasSubstr("another version of kata"));
  EXPECT_THAT(refusal(Begin::anew), HasSubstr("another version of kata"));
}
TEST_F(JournalTest, TellsThatItIsDamaged) {
  {
    Journal journal(path_, Begin::anew);
    for (int i = 0; i < 200; ++i) journal.keep(key(std::to_string(i)), "grounds", report(std::to_string(i)));
  }
  const std::string whole = content();
  std::ofstream(path_, std::ios::binary) << whole.substr(0, whole.size() / 2);
  EXPECT_THAT(refusal(Begin::resumed), AllOf(HasSubstr(path_.string()), HasSubstr("is damaged")));
}
TEST_F(JournalTest, NoticesOneByteThatIsAnother) {
  Journal(path_, Begin::anew).keep(key("anna"), "grounds", report("anna"));
  std::string bytes = content();
  bytes[bytes.find("KeepsEveryItem")] = 'L';
  std::ofstream(path_, std::ios::binary) << bytes;
  Journal journal(path_, Begin::resumed);
  EXPECT_THROW(journal.find(key("anna"), "grounds"), Error);
}
TEST_F(JournalTest, TellsWhatTheSystemSays) {
  path_ = root_ / "none" / "batch.journal";
  EXPECT_THAT(refusal(Begin::anew), AllOf(HasSubstr("cannot open the journal"), HasSubstr("No such file or directory")));
  path_ = root_;
  EXPECT_THAT(refusal(Begin::anew), AllOf(HasSubstr("cannot open the journal"), HasSubstr("directory")));
}
TEST_F(JournalTest, LeavesNoFileWhenItIsRemoved) {
  Journal journal(path_, Begin::anew);
  journal.keep(key("anna"), "grounds", report("anna"));
  journal.remove();
  EXPECT_TRUE(fs::is_empty(root_));
}

}  // namespace
}  // namespace kata
