// Processes of ours that die while submissions are graded: each submission still gets the report that it deserves.
#include <gmock/gmock.h>
#include <signal.h>

#include <functional>
#include <thread>

#include "offspring.h"
#include "session_fixture.h"

namespace kata {
namespace {

using report::SubmissionReport;
using report::SubmissionVerdict;
using report::TestVerdict;

std::string told_of(const SubmissionReport& report) {
  std::string text = report.submission + ": " + std::string(name(report.verdict)) + " " + report.load.reason + words(report.load.fault);
  for (const auto& test : report.tests) text += "\n  " + test.info.name + " " + std::string(name(test.verdict));
  return text;
}

class KillsTest : public SessionTest {
 protected:
  // Grades `count` right submissions and calls `harm` after the fifth report.
  void expect_all_passed_despite(const std::function<void()>& harm) {
    std::vector<Submission> submissions;
    for (int i = 0; i < 30; ++i) submissions.push_back(submission("works", std::string(kRight) + "# " + std::to_string(i)));
    std::vector<int> reports(submissions.size());
    int told = 0;
    Session session(paths_);
    session.grade(submissions, {.jobs = 2, .required = sandbox::Isolation::none}, [&](std::size_t i, SubmissionReport report) {
      ++reports[i];
      EXPECT_TRUE(report.passed()) << told_of(report);
      if (++told == 5) harm();
    });
    EXPECT_THAT(reports, testing::Each(1));
  }
  static void kill_all(std::string_view name, std::string_view parent) {
    const auto victims = offspring(name, parent);
    EXPECT_FALSE(victims.empty()) << name;
    for (const Process& victim : victims) ::kill(victim.pid, SIGKILL);
  }
};

TEST_F(KillsTest, OfTheTopicHost) {
  expect_all_passed_despite([] { kill_all("kata-topic-host", "session_test"); });
}
TEST_F(KillsTest, OfTheZygote) {
  expect_all_passed_despite([] { kill_all("kata-zygote", "session_test"); });
}
TEST_F(KillsTest, OfEveryGrader) {
  expect_all_passed_despite([] {
    for (const Process& grader : offspring("kata-topic-host", "kata-topic-host")) ::kill(grader.pid, SIGKILL);
  });
}
TEST_F(KillsTest, OfEveryBoxInit) {
  expect_all_passed_despite([] { kill_all("kata-init", "kata-zygote"); });
}
TEST_F(KillsTest, BetweenTwoBatches) {
  for (const char* name : {"kata-topic-host", "kata-zygote"}) {
    Session session(paths_);
    const auto one = submission("works", kRight);
    for (int batch = 0; batch < 2; ++batch) {
      session.grade({&one, 1}, {.required = sandbox::Isolation::none}, [](std::size_t, SubmissionReport report) {
        EXPECT_TRUE(report.passed()) << told_of(report);
      });
      if (batch == 0) kill_all(name, "session_test");
    }
  }
}

// Kills the process that computes in a box, once, as the kernel would that has no memory left.
void kill_what_computes() {
  pid_t seen = -1;
  for (;;) {
    for (const Process& process : offspring("", "kata-init")) {
      if (process.state != 'R') continue;
      if (process.pid == seen) return static_cast<void>(::kill(seen, SIGKILL));
      seen = process.pid;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
}

TEST_F(KillsTest, OfALearnersProcessIsNotTheLearnersFault) {
  const std::string busy = "import time\ndef busy():\n    end = time.process_time() + 0.15\n    while time.process_time() < end: pass\n";
  for (const std::string& text : {busy + "busy()\n" + kRight, busy + "def answer():\n    busy()\n    return 42\n"}) {
    const auto one = submission("works", text);
    std::thread killer(kill_what_computes);
    const auto reports = grade({one});
    killer.join();
    EXPECT_TRUE(reports[0].passed()) << told_of(reports[0]);
  }
}
TEST_F(KillsTest, ByALearnersOwnHandAreTheLearnersDoing) {
  const std::string suicide = "import os, signal\ndef answer():\n    os.kill(os.getpid(), signal.SIGKILL)\n";
  const auto reports = grade({submission("works", suicide), submission("works", suicide + "answer()\n")});
  EXPECT_EQ(reports[0].tests.at(0).verdict, TestVerdict::crashed);
  EXPECT_EQ(reports[0].tests.at(0).signal, SIGKILL);
  EXPECT_EQ(reports[1].verdict, SubmissionVerdict::does_not_import);
  EXPECT_EQ(reports[1].load.reason, "crashed");
}

}  // namespace
}  // namespace kata
