// The whole chain, with a real topic host and zygotes, on a topic made for it.
#include "session/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/processors.h"
#include "journal/journal.h"
#include "report/wire.h"
#include "session_fixture.h"

namespace kata {
namespace {

using report::SubmissionReport;
using report::SubmissionVerdict;
using report::TestVerdict;
using testing::HasSubstr;

TEST_F(SessionTest, GivesAllPointsForARightAnswer) {
  const auto report = grade("works", kRight);
  EXPECT_TRUE(report.passed()) << words(report.load.fault);
  EXPECT_EQ(report.points.text(), "10.00");
  EXPECT_EQ(report.language, "python");
  EXPECT_FALSE(report.build_id.empty());
}
TEST_F(SessionTest, SplitsPointsOverGroupsFirst) {
  const auto report = grade("works", "import os\nleft = [0]\ndef answer():\n    return 41\n");
  EXPECT_EQ(report.points.text(), "0.00");
  ASSERT_EQ(report.tests.size(), 3u);
  EXPECT_EQ(report.tests[0].max_points.text(), "5.00");
  EXPECT_EQ(report.tests[1].max_points.text(), "2.50");
  EXPECT_EQ(report.tests[1].verdict, TestVerdict::failed);
}
TEST_F(SessionTest, SkipsTheTestsOfWhatDoesNotImport) {
  const auto report = grade("works", "1 / 0\n");
  EXPECT_EQ(report.verdict, SubmissionVerdict::does_not_import);
  EXPECT_EQ(report.load.reason, "raised");
  ASSERT_EQ(report.tests.size(), 3u);
  EXPECT_EQ(report.tests[0].verdict, TestVerdict::skipped);
  EXPECT_FALSE(report.passed());
}
TEST_F(SessionTest, MakesACrashInATestAnInternalError) {
  const auto reports = grade({submission("crashes", kRight), submission("works", kRight)});
  EXPECT_EQ(reports[0].verdict, SubmissionVerdict::internal_error);
  EXPECT_THAT(words(reports[0].load.fault), testing::AllOf(HasSubstr("SIGSEGV"), HasSubstr("hidden test Falls"), HasSubstr("libmini.so")));
  EXPECT_TRUE(reports[1].passed()) << words(reports[1].load.fault);
}
TEST_F(SessionTest, EndsAHangInATest) {
  const auto reports = grade({submission("hangs", kRight), submission("works", kRight)}, {.jobs = 2});
  EXPECT_EQ(reports[0].verdict, SubmissionVerdict::internal_error);
  EXPECT_THAT(words(reports[0].load.fault), testing::AllOf(HasSubstr("hidden test Sleeps"), HasSubstr("did not end in time")));
  EXPECT_TRUE(reports[1].passed()) << words(reports[1].load.fault);
}
TEST_F(SessionTest, KeepsJobsToAProcessorWhereThereIsAJobForEach) {
  const auto one = submission("works", "import os\nprint(len(os.sched_getaffinity(0)))\n" + std::string(kRight));
  const int all = static_cast<int>(processors().size());
  for (const auto& report : grade({one, one, one}, {.jobs = std::max(all, 2)})) EXPECT_EQ(report.load.out, "1\n");
  EXPECT_EQ(grade({one}, {.jobs = 1})[0].load.out, std::to_string(all) + "\n");
}
TEST_F(SessionTest, TestsWhatLeavesAThreadBehindWhenImported) {
  const std::string thread = "import threading, time\nthreading.Thread(target=time.sleep, args=[1e6], daemon=True).start()\n";
  const auto one = submission("works", thread + kRight);
  const auto report = grade({one})[0];
  EXPECT_TRUE(report.passed()) << words(report.load.fault);
  EXPECT_EQ(Session(paths_).run(one, {.calls = {"answer()"}}).values, Values{42});
}
TEST_F(SessionTest, GivesStandardInputToEachLoad) {
  const std::string text = "import sys, threading\nwords = sys.stdin.read().split()\ndef read():\n    return words\n";
  const std::string thread = "threading.Thread(target=threading.Event().wait, daemon=True).start()\n";
  Session session(paths_);
  for (const auto& more : {std::string(), thread}) {
    EXPECT_EQ(session.run(submission("works", text + more), {.calls = {"read()"}, .input = "a b\n"}).values, Values{list("a", "b")});
  }
}
TEST_F(SessionTest, StopsATrialAtItsFirstFailure) {
  auto one = submission("works", "def answer():\n    return 41\n");
  one.trial.stop = true;
  const auto report = grade({one})[0];
  EXPECT_EQ(report.verdict, SubmissionVerdict::graded) << words(report.load.fault);
  EXPECT_EQ(report.tests[0].verdict, TestVerdict::failed);
  EXPECT_EQ(report.tests[1].verdict, TestVerdict::skipped);
}
TEST_F(SessionTest, GivesEachTrialItsSeedInputAndTime) {
  const std::string text = "import sys\nwords = sys.stdin.read()\ndef answer():\n    while words == 'wait':\n        pass\n    return int(words)\n";
  std::vector<Submission> all{submission("works", text), submission("works", text), submission("works", text)};
  all[0].trial = {.seed = 7, .input = "42"};
  all[1].trial = {.seed = 8, .input = "41"};
  all[2].trial = {.input = "wait", .only = {"First"}, .test_time = std::chrono::milliseconds(50)};
  const auto reports = grade(all);
  EXPECT_TRUE(reports[0].passed());
  EXPECT_EQ(reports[0].seed, 7u);
  EXPECT_FALSE(reports[1].passed());
  EXPECT_EQ(reports[1].seed, 8u);
  ASSERT_EQ(reports[2].tests.size(), 1u);
  EXPECT_EQ(reports[2].tests[0].verdict, TestVerdict::timed_out);
  EXPECT_LT(reports[2].tests[0].cpu_us, 1'000'000);
}
TEST_F(SessionTest, RecordsATrialAndRehearsesIt) {
  auto one = submission("works", kRight);
  one.trial.record = true;
  const auto report = grade({one})[0];
  ASSERT_TRUE(report.passed()) << words(report.load.fault);
  grader::Part replay, junk{.junk = 41};
  for (const auto& test : report.tests) replay.transcripts[test.info.name] = test.transcript;
  const auto played = rehearse(one, {replay, junk});
  EXPECT_TRUE(played[0].passed());
  EXPECT_EQ(played[1].tests[0].verdict, TestVerdict::failed);
}
TEST_F(SessionTest, TellsOfACrashInARehearsal) {
  EXPECT_EQ(rehearse(submission("crashes", kRight), {{.junk = 1}})[0].verdict, SubmissionVerdict::internal_error);
}
TEST_F(SessionTest, ContinuesPastWhatIsNoSubmission) {
  auto unknown = submission("works", kRight);
  unknown.exercise = "nothing";
  const auto reports = grade({submission("works", ""), unknown, submission("works", kRight)}, {.jobs = 2});
  EXPECT_EQ(reports[0].verdict, SubmissionVerdict::not_a_submission);
  EXPECT_EQ(reports[0].load.reason, "empty_file");
  EXPECT_EQ(reports[1].load.reason, "unknown_exercise");
  EXPECT_TRUE(reports[2].passed());
}
TEST_F(SessionTest, SaysWhereALibraryWasLookedFor) {
  paths_.plugins = {root_ / "empty"};
  const auto report = grade("works", kRight);
  EXPECT_EQ(report.verdict, SubmissionVerdict::internal_error);
  EXPECT_THAT(words(report.load.fault), testing::AllOf(HasSubstr("libmini.so"), HasSubstr("empty"), HasSubstr("KATA_PATH")));
}
TEST_F(SessionTest, GradesManyAtOnce) {
  std::vector<Submission> submissions;
  for (int i = 0; i < 20; ++i) submissions.push_back(submission("works", i % 2 ? kRight : "def answer():\n    return 0\n"));
  const auto reports = grade(submissions, {.jobs = 3});
  for (int i = 0; i < 20; ++i) EXPECT_EQ(reports[i].passed(), i % 2 == 1) << i << words(reports[i].load.fault);
}
TEST_F(SessionTest, GivesTheSameReportForTheSameSubmission) {
  const auto one = submission("works", "def answer():\n    return {str(n) for n in range(20)}\n");
  const auto reports = grade({one, one}, {.jobs = 2, .seed = 5});
  const auto timeless = [](SubmissionReport report) {
    report.wall_us = 0;
    for (auto& test : report.tests) test.wall_us = test.cpu_us = 0, test.memory_bytes = 0;
    return report::encode(report);
  };
  EXPECT_EQ(reports[0].tests[0].verdict, TestVerdict::failed);
  EXPECT_EQ(timeless(reports[0]), timeless(reports[1]));
}
TEST_F(SessionTest, RunsOnlyTheTestsThatAreWanted) {
  const auto reports = grade({submission("works", kRight)}, {.only = {"Second"}});
  ASSERT_EQ(reports[0].tests.size(), 1u);
  EXPECT_EQ(reports[0].tests[0].info.name, "Second");
}
TEST_F(SessionTest, RefusesAnUnknownNameOfATestBeforeAnythingIsGraded) {
  const auto refusal = [&](const std::vector<Submission>& submissions, const std::string& name) -> std::string {
    try {
      grade(submissions, {.only = {"Second", name}});
    } catch (const UsageError& error) {
      return error.what();
    }
    return "";
  };
  const auto works = submission("works", kRight), crashes = submission("crashes", kRight);
  EXPECT_THAT(refusal({works}, "Secnod"), HasSubstr("mini/works has no test 'Secnod' for Python (did you mean 'Second'?)"));
  EXPECT_THAT(refusal({works, crashes}, "Third"), HasSubstr("mini/crashes has no test 'Second'"));
  EXPECT_EQ(refusal({works}, "Third"), "");
}
TEST_F(SessionTest, TellsABrokenLibraryRatherThanAnUnknownNameOfATest) {
  paths_.plugins = {root_ / "empty"};
  const auto reports = grade({submission("works", kRight)}, {.only = {"Secnod"}});
  EXPECT_THAT(words(reports[0].load.fault), HasSubstr("libmini.so"));
}

class ResumedTest : public SessionTest {
 protected:
  // The names of those that had to be graded, in this order.
  std::vector<std::string> graded(const std::vector<Submission>& submissions, GradeOptions options = {}) {
    Journal journal(root_ / "batch.journal", Journal::Begin::resumed);
    options.journal = &journal;
    const auto reports = grade(submissions, options);
    std::vector<std::string> names;
    for (const auto& report : reports) {
      EXPECT_EQ(report.verdict, SubmissionVerdict::graded) << words(report.load.fault);
      if (report.wall_us != kept_[report.submission]) names.push_back(report.submission);
      kept_[report.submission] = report.wall_us;
    }
    return names;
  }
  std::map<std::string, std::int64_t> kept_;   // a result that is taken from the journal took as long as before
};

TEST_F(ResumedTest, GradesOnlyWhatHasNoResult) {
  const auto one = submission("works", kRight), two = submission("works", kRight);
  EXPECT_THAT(graded({one}), testing::ElementsAre(one.name));
  EXPECT_THAT(graded({one, two}), testing::ElementsAre(two.name));
  EXPECT_THAT(graded({two, one}), testing::IsEmpty());
}
TEST_F(ResumedTest, GradesAgainWhatWasChanged) {
  const auto one = submission("works", kRight), two = submission("works", kRight);
  graded({one, two});
  std::ofstream(two.path) << kRight << "# better\n";
  EXPECT_THAT(graded({one, two}), testing::ElementsAre(two.name));
  EXPECT_THAT(graded({one, two}), testing::IsEmpty());
}
TEST_F(ResumedTest, GradesAllAgainForOtherTestsOrAnotherSeed) {
  const auto one = submission("works", kRight);
  graded({one});
  EXPECT_THAT(graded({one}, {.seed = 5}), testing::ElementsAre(one.name));
  EXPECT_THAT(graded({one}, {.seed = 6}), testing::ElementsAre(one.name));
  EXPECT_THAT(graded({one}, {.seed = 6, .only = {"Second"}}), testing::ElementsAre(one.name));
  EXPECT_THAT(graded({one}, {.seed = 6, .only = {"Second"}}), testing::IsEmpty());
}
TEST_F(ResumedTest, GradesAllAgainByAnotherBuildOfTheLibrary) {
  const auto one = submission("works", kRight);
  const fs::path library = root_ / "plugins" / "libmini.so";
  fs::create_directory(library.parent_path());
  fs::copy_file(fs::path(KATA_MINI_PLUGINS) / "libmini.so", library);
  paths_.plugins = {library.parent_path()};
  graded({one});
  std::ofstream(library, std::ios::app) << "built anew";
  EXPECT_THAT(graded({one}), testing::ElementsAre(one.name));
  EXPECT_THAT(graded({one}), testing::IsEmpty());
}
TEST_F(SessionTest, TellsTheTestsOfATopic) {
  Session session(paths_);
  EXPECT_EQ(session.tests("mini").size(), 5u);
  EXPECT_THROW(session.tests("nothing"), Error);
}
TEST_F(SessionTest, CallsAFunctionAndShowsWhatItGivesAndPrints) {
  Session session(paths_);
  const auto one = submission("works", "def double(x, *, plus=0):\n    print('hm')\n    return 2 * x + plus\n");
  const auto result = session.run(one, {.calls = {"double(4, plus=1)"}});
  EXPECT_EQ(result.values, Values{9});
  EXPECT_EQ(result.out, "hm\n");
  EXPECT_THROW(session.run(one, {.calls = {"double(("}}), Error);
  EXPECT_EQ(session.run(one, {.calls = {"double()"}}).problem->kind, "raised");
}
TEST_F(SessionTest, MakesManyCallsInOneProcessUpToTheFirstThatGivesNothing) {
  Session session(paths_);
  const auto one = submission("works", "made = []\ndef turn(x):\n    made.append(10 // x)\n    return made\n");
  const auto result = session.run(one, {.calls = {"turn(1)", "turn(5)", "turn(0)", "turn(2)"}});
  EXPECT_EQ(result.values, (Values{list(10), list(10, 2)}));
  ASSERT_TRUE(result.problem);
  EXPECT_EQ(result.problem->calls.at(0).args, Values{0});
  EXPECT_FALSE(session.run(one, {.calls = {"turn(1)", "turn(2)"}}).problem);
}
TEST_F(SessionTest, EndsAtOnceWhenCancelled) {
  std::vector<Submission> submissions(50, submission("works", kRight));
  Session session(paths_);
  int results = 0;
  session.grade(submissions, {.required = sandbox::Isolation::none}, [&](std::size_t, SubmissionReport) {
    ++results;
    session.cancel();
  });
  EXPECT_LT(results, 50);
  results = 0;
  session.grade({&submissions[0], 1}, {.required = sandbox::Isolation::none}, [&](std::size_t, SubmissionReport report) { results += report.passed(); });
  EXPECT_EQ(results, 1);
}

}  // namespace
}  // namespace kata
