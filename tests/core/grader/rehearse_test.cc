#include "grader/rehearse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kata::grader {
namespace {

using report::TestVerdict;
using ::testing::ElementsAre;

// Asks for f(seed) and wants twice the seed; a second test asks for g() and takes anything.
class Doubles : public Topic {
 public:
  const std::vector<TestInfo>& tests() const noexcept override { return tests_; }
  bool run(const RunRequest& request, Host& host) noexcept override {
    for (const auto& info : tests_) {
      TestOutcome outcome{.name = info.name, .finished = true};
      Channel* channel = host.begin_test(info.name);
      const bool f = info.name == "Doubles";
      channel->send(list("call", 1, f ? "f" : "g", list(request.seed), Dict{}, "plain"));
      Value frame;
      const bool came = channel->receive(frame);
      const Value answer = came ? (*(*frame.items())[2].items())[1] : Value();
      const Value wanted = 2 * request.seed;
      if (!came || (f && !(answer == wanted))) outcome.mismatches.push_back({.kind = "value"});
      host.end_test(outcome);
    }
    return true;
  }

 private:
  std::vector<TestInfo> tests_ = {{.exercise = "e", .name = "Doubles"}, {.exercise = "e", .name = "Careless"}};
};

std::vector<TestVerdict> verdicts(const Part& part, std::uint64_t seed) {
  Doubles topic;
  std::vector<TestVerdict> out;
  for (const auto& test : rehearse(topic, {.request = {.exercise = "e", .language = "python", .seed = seed}}, part).tests) out.push_back(test.verdict);
  return out;
}

std::vector<Value> conversation(const char* function, int argument, int answer) {
  return {list("sent", list("call", 1, function, list(argument), Dict{}, "plain")),
          list("came", list("result", 1, list("value", answer), Dict{}))};
}

TEST(Rehearse, PlaysATestAsItWent) {
  const Part part{.transcripts = {{"Doubles", conversation("f", 3, 6)}, {"Careless", conversation("g", 3, 0)}}};
  EXPECT_THAT(verdicts(part, 3), ElementsAre(TestVerdict::passed, TestVerdict::passed));
}

TEST(Rehearse, KnowsNoAnswerToWhatWasNeverAsked) {
  const Part part{.transcripts = {{"Doubles", conversation("f", 3, 6)}}};
  EXPECT_EQ(verdicts(part, 4)[0], TestVerdict::failed);
}

TEST(Rehearse, GivesAnAnswerOfAnotherTest) {
  const Part part{.transcripts = {{"Elsewhere", conversation("f", 4, 8)}}};
  EXPECT_EQ(verdicts(part, 4)[0], TestVerdict::passed);
}

TEST(Rehearse, GivesJunkToEveryTest) {
  EXPECT_THAT(verdicts({.junk = "junk"}, 3), ElementsAre(TestVerdict::failed, TestVerdict::passed));
}

TEST(Rehearse, KeepsAPartWholeOnItsWay) {
  const Part part{.transcripts = {{"Doubles", conversation("f", 3, 6)}}, .junk = list(1)};
  const auto again = decode_part(encode(part));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->transcripts, part.transcripts);
  EXPECT_EQ(again->junk, part.junk);
  EXPECT_FALSE(decode_part(list(1, 2)));
}

}  // namespace
}  // namespace kata::grader
