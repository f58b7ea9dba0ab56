#include "verify/promise.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kata::verify {
namespace {

using report::SubmissionReport;
using report::SubmissionVerdict;
using report::TestReport;
using report::TestVerdict;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Kind = Promise::Kind;

TestReport test(std::string name, TestVerdict verdict, TestKind kind = TestKind::answer) {
  TestReport out;
  out.info.name = std::move(name);
  out.info.kind = kind;
  out.verdict = verdict;
  return out;
}

std::vector<std::string> said(const Promise& promise, const SubmissionReport& report) {
  std::vector<std::string> out;
  for (const Fault& fault : broken(promise, report)) out.push_back(words(fault));
  return out;
}

SubmissionReport graded(std::vector<TestReport> tests) {
  SubmissionReport out;
  out.verdict = SubmissionVerdict::graded;
  out.tests = std::move(tests);
  return out;
}

TEST(Promise, ReadsTheTestThatRejects) {
  const auto promise = read_promise("# wrong: drops the last; twice even; rejected by: KeepsEveryItem");
  ASSERT_TRUE(promise);
  EXPECT_EQ(promise->kind, Kind::wrong);
  EXPECT_EQ(promise->about, "drops the last; twice even");
  EXPECT_EQ(promise->rejected_by, "KeepsEveryItem");
}

TEST(Promise, ReadsCommentsOfCpp) {
  const auto promise = read_promise("// also: a loop\r");
  ASSERT_TRUE(promise);
  EXPECT_EQ(promise->kind, Kind::also);
  EXPECT_EQ(promise->about, "a loop");
  EXPECT_TRUE(read_promise("// reference"));
}

TEST(Promise, RefusesAWrongWithoutItsTest) {
  EXPECT_FALSE(read_promise("# wrong: drops the last"));
  EXPECT_FALSE(read_promise("# wrong: drops the last; rejected by:"));
  EXPECT_FALSE(read_promise("# bypass: ; rejected by"));
}

TEST(Promise, RefusesOtherLines) {
  EXPECT_FALSE(read_promise("def rotate(items):"));
  EXPECT_FALSE(read_promise("# reference: mine"));
  EXPECT_FALSE(read_promise("# also:"));
  EXPECT_FALSE(read_promise(""));
}

TEST(Promise, KnowsTheKindByTheFilesName) {
  EXPECT_EQ(kind_of_name("reference.py"), Kind::reference);
  EXPECT_EQ(kind_of_name("bypass_decoy_dead_branch.cc"), Kind::bypass);
  EXPECT_FALSE(kind_of_name("reference_2.py"));
  EXPECT_FALSE(kind_of_name("wrongly.py"));
}

TEST(Promise, ReferencePassesEveryTest) {
  const Promise reference{Kind::reference, "", ""};
  EXPECT_THAT(said(reference, graded({test("A", TestVerdict::passed)})), IsEmpty());
  EXPECT_THAT(said(reference, graded({test("A", TestVerdict::passed), test("B", TestVerdict::timed_out)})),
              ElementsAre("should pass B (timed_out)"));
  EXPECT_THAT(said(reference, graded({})), ElementsAre("has no tests"));
}

TEST(Promise, WrongFailsTheNamedTestAndPassesAnother) {
  const Promise wrong{Kind::wrong, "x", "B"};
  EXPECT_THAT(said(wrong, graded({test("A", TestVerdict::passed), test("B", TestVerdict::raised)})), IsEmpty());
  EXPECT_THAT(said(wrong, graded({test("A", TestVerdict::failed), test("B", TestVerdict::failed)})),
              ElementsAre(HasSubstr("at least one")));
  EXPECT_THAT(said(wrong, graded({test("A", TestVerdict::failed), test("B", TestVerdict::passed)})),
              ElementsAre("should be rejected by B (passed); rejected by: A (failed)"));
  EXPECT_THAT(said(wrong, graded({test("A", TestVerdict::passed)})), ElementsAre("names a test that there isn't: B"));
}

TEST(Promise, BypassPassesEveryAnswerTest) {
  const Promise bypass{Kind::bypass, "x", "T"};
  const auto technique = test("T", TestVerdict::failed, TestKind::technique);
  EXPECT_THAT(said(bypass, graded({test("A", TestVerdict::passed), technique})), IsEmpty());
  EXPECT_THAT(said(bypass, graded({test("A", TestVerdict::failed), technique})), ElementsAre("should pass A (failed)"));
  EXPECT_THAT(said(bypass, graded({test("T", TestVerdict::failed)})),
              ElementsAre("should pass T (failed)", HasSubstr("about the answer")));
}

TEST(Promise, NothingIsPromisedOfWhatDoesNotLoad) {
  SubmissionReport report;
  report.verdict = SubmissionVerdict::does_not_import;
  report.load.reason = "raised";
  for (const Kind kind : {Kind::reference, Kind::wrong, Kind::bypass, Kind::starter}) {
    EXPECT_THAT(said({kind, "x", "T"}, report), ElementsAre(HasSubstr("does_not_import: raised")));
  }
}

TEST(Promise, StarterFailsInATest) {
  EXPECT_THAT(said({Kind::starter, "", ""}, graded({test("A", TestVerdict::failed)})), IsEmpty());
  EXPECT_THAT(said({Kind::starter, "", ""}, graded({test("A", TestVerdict::passed)})), ElementsAre("should fail a test"));
}

}  // namespace
}  // namespace kata::verify
