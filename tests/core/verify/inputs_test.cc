#include "verify/inputs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kata::verify {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kAlwaysFirst = "int f(int a) { return a; }";

Value asks(Value args) { return list("sent", list("call", 1, "f", std::move(args), Dict{}, "plain")); }

report::SubmissionReport one_test(std::vector<Value> transcript, std::string err = "") {
  report::SubmissionReport report;
  report.tests.push_back({.err = std::move(err), .transcript = std::move(transcript)});
  return report;
}

std::vector<std::string> missing(const Notes& notes, bool reads_iterables = false, const std::map<std::string, std::string>& excused = {}) {
  std::vector<std::string> out;
  for (const auto& finding : check_inputs({.notes = notes, .reads_iterables = reads_iterables, .excused = excused})) out.push_back(finding.what.text);
  return out;
}

TEST(Inputs, AreNotedFromCalls) {
  const auto report = one_test({asks(list(list(1, 2), 3)), asks(list(dict({}), 3)), asks(list(tuple(7), "tea"))});
  EXPECT_THAT(notes_of_transcripts(report, kAlwaysFirst), ElementsAre("f again", "f argument 1 empty", "f argument 1 several", "f argument 1 single", "f called"));
}

TEST(Inputs, AreNotedFromABatch) {
  const Value batch = list("sent", list("batch", 1, list(list("f", list(1), Dict{}, "plain"), list("f", list(2), Dict{}, "plain"))));
  EXPECT_THAT(notes_of_transcripts(one_test({batch}), kAlwaysFirst), ElementsAre("f again", "f called"));
}

TEST(Inputs, OfTwoTestsAreOfTwoProcesses) {
  auto report = one_test({asks(list(list(1)))});
  report.tests.push_back(report.tests[0]);
  EXPECT_THAT(notes_of_transcripts(report, kAlwaysFirst), ElementsAre("f argument 1 single", "f called"));
}

TEST(Inputs, OfTheGlueAreNotNoted) { EXPECT_THAT(notes_of_transcripts(one_test({asks(list(1))}), "int g(int a);"), IsEmpty()); }

TEST(Inputs, AreReadBetweenOtherErrors) {
  EXPECT_THAT(notes_of_watch(one_test({}, "warning\nkata: f again\nkata: f once\n")), ElementsAre("f again", "f once"));
}

TEST(Inputs, MissTheEmptyAndTheSingleOne) {
  EXPECT_THAT(missing({"f again", "f argument a several"}), ElementsAre(HasSubstr("an empty list"), HasSubstr("single item")));
  EXPECT_THAT(missing({"f again", "f argument a several", "f argument a empty", "f argument a single"}), IsEmpty());
  EXPECT_THAT(missing({"f again", "f argument a single"}), IsEmpty());
}

TEST(Inputs, MissASecondCall) { EXPECT_THAT(missing({"f called"}), ElementsAre(HasSubstr("calls it twice"))); }

TEST(Inputs, MissADefaultThatIsAlwaysOrNeverGiven) {
  EXPECT_THAT(missing({"f again", "f default by left"}), ElementsAre(HasSubstr("gives a value")));
  EXPECT_THAT(missing({"f again", "f default by given"}), ElementsAre(HasSubstr("leaves '{}' to its default")));
  EXPECT_THAT(missing({"f again", "f default by given", "f default by left"}), IsEmpty());
}

TEST(Inputs, MissWhatIsReadOnceWhereIterablesAreRead) {
  EXPECT_THAT(missing({"f again"}, true), ElementsAre(HasSubstr("read only once")));
  EXPECT_THAT(missing({"f again", "f once"}, true), IsEmpty());
}

TEST(Inputs, MissNothingThatIsExcused) {
  EXPECT_THAT(missing({"f argument a several"}, true, {{"empty", "why"}, {"single", "why"}, {"again", "why"}, {"once", "why"}}), IsEmpty());
}

}  // namespace
}  // namespace kata::verify
