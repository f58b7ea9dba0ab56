// What the system may refuse at any moment, refused at every moment: for each kind of call and each program of ours the first
// such call fails, then the second, and so on until nothing fails any more. After each, every submission has one result, its
// own or an internal error; or the batch ended with a message. Nothing of it stays.
#include <gmock/gmock.h>
#include <sys/wait.h>

#include <chrono>
#include <thread>

#include "base/error.h"
#include "core/session/offspring.h"
#include "core/session/session_fixture.h"
#include "seam.h"

namespace kata {
namespace {

using faults::Call;
using faults::Program;
using report::SubmissionReport;
using report::SubmissionVerdict;

struct Case {
  Program program;
  Call call;
  const char* name;
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.name; }

struct Outcome {
  std::vector<std::string> results;   // one of each submission
  std::string error;                  // why the batch ended, where it did
};

std::string result_of(const SubmissionReport& report) {
  std::string text(name(report.verdict));
  if (report.verdict != SubmissionVerdict::internal_error) text += " " + report.load.reason;
  for (const auto& test : report.tests) text += " " + std::string(name(test.verdict));
  return text;
}

std::size_t open_descriptors() {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator("/proc/self/fd"), fs::directory_iterator()));
}

class FaultsTest : public SessionTest, public testing::WithParamInterface<Case> {
 protected:
  FaultsTest() {
    paths_.executables = root_ / "exec";
    fs::create_directory(paths_.executables);
    for (const char* program : {"kata-topic-host", "kata-zygote-python"})
      fs::create_symlink(fs::path(KATA_FAULTY) / program, paths_.executables / program);
    plan_ = &faults::plan_in(paths_.executables);
    submissions_ = {submission("works", kRight), submission("works", "1 / 0\n"), submission("works", "def answer():\n    return 41\n"),
                    submission("works", std::string(kRight) + "# again\n")};
  }

  // Grades all with the n-th call refused.
  Outcome outcome(int at) {
    plan_->call = GetParam().call, plan_->at = at, plan_->seen = 0;
    plan_->program = at == 0 ? Program::none : GetParam().program;
    Outcome outcome;
    std::vector<int> told(submissions_.size());
    outcome.results.resize(submissions_.size());
    try {
      Session session(paths_);
      session.grade(submissions_, {.jobs = 2, .required = sandbox::Isolation::none}, [&](std::size_t i, SubmissionReport report) {
        ++told.at(i);
        outcome.results[i] = result_of(report);
        EXPECT_EQ(report.verdict == SubmissionVerdict::internal_error, !words(report.load.fault).empty());
      });
      EXPECT_THAT(told, testing::Each(1));
    } catch (const Error& error) {
      outcome.error = error.what();
      EXPECT_NE(outcome.error, "");
    }
    plan_->program = Program::none;
    return outcome;
  }

  static void expect_no_process() {
    for (int left = 500; !offspring("").empty(); --left) {
      ASSERT_GT(left, 0) << offspring("").front().name << " is still there";
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    while (::waitpid(-1, nullptr, WNOHANG) > 0) {
    }
  }

  faults::Plan* plan_;
  std::vector<Submission> submissions_;
};

TEST_P(FaultsTest, BlameNobodyAndLeaveNothing) {
  const Outcome honest = outcome(0);
  ASSERT_EQ(honest.error, "");
  expect_no_process();
  const std::size_t descriptors = open_descriptors();
  int internal = 0, refused = 0, at = 0;
  do {
    const int given = GetParam().call == Call::read ? faults::kAll : ++at;
    SCOPED_TRACE(given);
    const auto began = std::chrono::steady_clock::now();
    const Outcome got = outcome(given);
    for (std::size_t i = 0; i < got.results.size(); ++i) {
      internal += got.results[i].starts_with("internal_error");
      const bool ours = !got.error.empty() || got.results[i].starts_with("internal_error");
      EXPECT_TRUE(ours || got.results[i] == honest.results[i]) << got.results[i] << " rather than " << honest.results[i];
    }
    refused += !got.error.empty();
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(30));
    expect_no_process();
    EXPECT_EQ(open_descriptors(), descriptors);
  } while (GetParam().call != Call::read && plan_->seen >= at && !HasFatalFailure());
  EXPECT_GT(GetParam().call == Call::read ? plan_->seen.load() : at - 1, 0);
  std::printf("%d calls: %d batches ended with a message, %d internal errors\n", plan_->seen.load(), refused, internal);
}

INSTANTIATE_TEST_SUITE_P(
    Of, FaultsTest,
    testing::Values(Case{Program::supervisor, Call::process, "ProcessesInTheSupervisor"},
                    Case{Program::supervisor, Call::descriptor, "DescriptorsInTheSupervisor"},
                    Case{Program::supervisor, Call::write, "WritesInTheSupervisor"},
                    Case{Program::supervisor, Call::send, "MessagesOfTheSupervisor"},
                    Case{Program::supervisor, Call::read, "ShortReadsInTheSupervisor"},
                    Case{Program::topic_host, Call::process, "ProcessesInTheTopicHost"},
                    Case{Program::topic_host, Call::descriptor, "DescriptorsInTheTopicHost"},
                    Case{Program::topic_host, Call::send, "MessagesOfTheTopicHost"},
                    Case{Program::zygote, Call::process, "ProcessesInTheZygote"},
                    Case{Program::zygote, Call::descriptor, "DescriptorsInTheZygote"},
                    Case{Program::zygote, Call::write, "WritesInTheZygote"},
                    Case{Program::zygote, Call::send, "MessagesOfTheZygote"},
                    Case{Program::zygote, Call::read, "ShortReadsInTheZygote"}),
    [](const auto& given) { return given.param.name; });

}  // namespace
}  // namespace kata
