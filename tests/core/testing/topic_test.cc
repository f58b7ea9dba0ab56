#include <dlfcn.h>

#include "fake_box.h"

namespace kata {
namespace {

struct Ran {
  Topic* topic = nullptr;
  FakeHost host;
  bool ran = false, again = true;
};

// GoogleTest inside the sample topic runs once per process.
const Ran& ran() {
  static const auto* ran = [] {
    auto* out = new Ran;
    void* library = ::dlopen(SAMPLE_TOPIC, RTLD_NOW | RTLD_LOCAL);
    if (!library) throw std::runtime_error(::dlerror());
    out->topic = reinterpret_cast<Topic* (*)()>(::dlsym(library, "sample_topic"))();
    const auto answer = answers([](const std::string&, const Values& args) { return gives(args[0]); });
    out->host.box.script = [answer](const Values& frame, std::deque<Value>& frames) {
      if (frame[0] != Value("call") || frame[2] != Value("die")) answer(frame, frames);
      if (frame[0] == Value("call") && frame[2] == Value("forge")) answer(frame, frames);
    };
    out->ran = out->topic->run({.exercise = "echo", .language = "python", .seed = 3}, out->host);
    return out;
  }();
  return *ran;
}

const TestOutcome& outcome(const std::string& name) {
  for (const auto& each : ran().host.outcomes) {
    if (each.name == name) return each;
  }
  throw std::runtime_error("no outcome of " + name);
}

TEST(Topic, ListsEveryRegisteredTestWithItsTitleIfItHasOne) {
  const auto& tests = ran().topic->tests();
  ASSERT_EQ(tests.size(), 9u);
  EXPECT_EQ(tests[0].name, "GivesBackAnInteger");
  EXPECT_TRUE(tests[0].title.empty());
  EXPECT_EQ(tests[1].exercise, "echo");
  EXPECT_TRUE(tests[1].sample);
  EXPECT_EQ(tests[1].title.size(), 1u);
}

TEST(Topic, RunsTheTestsOfOneExercise) {
  EXPECT_TRUE(ran().ran);
  EXPECT_EQ(ran().host.outcomes.size(), 8u);
  EXPECT_EQ(ran().host.begun.size(), 8u);
}

TEST(Topic, TellsWhatHeld) {
  EXPECT_TRUE(outcome("GivesBackAnInteger").finished);
  EXPECT_TRUE(outcome("GivesBackAnInteger").mismatches.empty());
  EXPECT_TRUE(outcome("KeepsEveryList").mismatches.empty()) << outcome("KeepsEveryList").author_text;
  EXPECT_EQ(outcome("KeepsEveryList").cases, 100);
}

TEST(Topic, TellsEveryMismatchOfATest) {
  const auto& test = outcome("GivesBackText");
  ASSERT_EQ(test.mismatches.size(), 2u);
  EXPECT_EQ(test.mismatches[1].expected, Value("another"));
  EXPECT_EQ(test.mismatches[1].calls.at(0).args, Values{"second"});
  EXPECT_NE(test.author_text.find("sample_topic.cc"), std::string::npos);
}

TEST(Topic, FinishesATestThatLeftItsBodyForAMismatch) {
  const auto& test = outcome("NeedsAnObject");
  EXPECT_TRUE(test.finished);
  ASSERT_EQ(test.mismatches.size(), 1u);
  EXPECT_EQ(test.mismatches[0].relation, "of_type");
}

TEST(Topic, DoesNotFinishATestWhoseChildEnded) {
  EXPECT_FALSE(outcome("EndsItsChild").finished);
  EXPECT_TRUE(outcome("EndsItsChild").mismatches.empty());
}

TEST(Topic, FindsOutAnAnswerThatNobodyAskedFor) {
  EXPECT_TRUE(outcome("HearsAForgedAnswerFirst").broken);
  EXPECT_FALSE(outcome("HearsAForgedAnswerFirst").finished);
  EXPECT_FALSE(outcome("GivesBackAnInteger").broken);
}

TEST(Topic, TakesAnExceptionOfTheAuthorForAFailure) {
  ASSERT_EQ(outcome("ThrowsByItself").mismatches.size(), 1u);
  EXPECT_EQ(outcome("ThrowsByItself").mismatches[0].kind, "plain");
  EXPECT_NE(outcome("ThrowsByItself").author_text.find("the author's mistake"), std::string::npos);
}

TEST(Topic, ShrinksAndConfirms) {
  const auto& test = outcome("KeepsWhatIsDrawn");
  ASSERT_EQ(test.mismatches.size(), 1u) << test.author_text;
  EXPECT_EQ(test.mismatches[0].actual, Value(42));
  EXPECT_TRUE(test.mismatches[0].shrunk);
  EXPECT_FALSE(test.mismatches[0].unconfirmed);
}

}  // namespace
}  // namespace kata
