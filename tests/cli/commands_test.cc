#include <gmock/gmock.h>

#include "base/words.h"
#include "fake.h"

using namespace kata;
using namespace kata::cli;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace {

class CommandTest : public testing::Test {
 protected:
  CommandTest() { speak("en", "/none"); }
  Ran run(const char* command, std::vector<std::string> arguments) { return cli::run_command(world, command, std::move(arguments)); }
  World world;
};

TEST_F(CommandTest, ListsTopics) {
  const Ran ran = run("list", {});
  EXPECT_EQ(ran.code, kAllPassed);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("sums/add"), HasSubstr("Join"), HasSubstr("Python, C++"), Not(HasSubstr("\x1b"))));
}

TEST_F(CommandTest, ListsTopicsAsJson) {
  const Ran ran = run("list", {"--format", "json"});
  EXPECT_THAT(ran.out, AllOf(HasSubstr("\"schema\": 1"), HasSubstr("\"id\": \"add\""), HasSubstr("\"problems\": []")));
}

TEST_F(CommandTest, ListsGoodTopicsBesideABrokenOne) {
  world.write("katas/bad/topic.yaml", "schema: 1\nidd: bad\n");
  const Ran ran = run("list", {});
  EXPECT_EQ(ran.code, kAllPassed);
  EXPECT_THAT(ran.out, HasSubstr("sums/add"));
  EXPECT_THAT(ran.err, AllOf(HasSubstr("bad/topic.yaml:2:1: unknown key 'idd' (did you mean 'id'?)"), HasSubstr("mistakes in the topics")));
}

TEST_F(CommandTest, ShowsAPrompt) {
  const Ran ran = run("show", {"sums/add"});
  EXPECT_THAT(ran.out, AllOf(HasSubstr("Add numbers."), HasSubstr("kata start sums/add")));
}

TEST_F(CommandTest, SuggestsWhatWasMeant) {
  EXPECT_THAT(run("show", {"sum/add"}).err, HasSubstr("unknown topic 'sum' (did you mean 'sums'?)"));
  EXPECT_THAT(run("show", {"sums/ad"}).err, HasSubstr("no exercise 'ad' (did you mean 'add'?)"));
  EXPECT_EQ(run("show", {"sums/ad"}).code, kWrongUsage);
}

TEST_F(CommandTest, StartsAFolder) {
  const Ran ran = run("start", {"sums/add", "--language", "cpp", "--dir", world.at("work")});
  EXPECT_EQ(ran.code, kAllPassed) << ran.err;
  EXPECT_EQ(read_file(world.at("work/sums/add/solution.cc")), "int add(int, int);\n");
  EXPECT_EQ(read_file(world.at("work/sums/add/prompt.md")), "Add numbers.\n");
  EXPECT_THAT(read_file(world.at("work/sums/add/.kata")), HasSubstr("exercise: sums/add\n"));
}

TEST_F(CommandTest, NeverOverwritesWhatWasStarted) {
  world.write("work/sums/add/solution.py", "my work\n");
  const Ran ran = run("start", {"sums/add", "--dir", world.at("work")});
  EXPECT_EQ(ran.code, kAllPassed);
  EXPECT_THAT(ran.out, HasSubstr("is there already and stays as it is"));
  EXPECT_EQ(read_file(world.at("work/sums/add/solution.py")), "my work\n");
}

TEST_F(CommandTest, NeverWritesThroughALink) {
  world.write("precious", "keep\n");
  std::filesystem::create_directories(world.at("work/sums/add"));
  std::filesystem::create_symlink(world.at("precious"), world.at("work/sums/add/solution.py"));
  std::filesystem::create_symlink(world.at("nowhere"), world.at("work/sums/add/prompt.md"));
  run("start", {"sums/add", "--dir", world.at("work")});
  EXPECT_EQ(read_file(world.at("precious")), "keep\n");
  EXPECT_FALSE(std::filesystem::exists(world.at("nowhere")));
}

TEST_F(CommandTest, RefusesALanguageWithoutTests) {
  EXPECT_THAT(run("start", {"sums/join", "--language", "cpp", "--dir", world.at("work")}).err, HasSubstr("has no tests for cpp"));
}

TEST_F(CommandTest, TestsAStartedFolder) {
  run("start", {"sums/add", "--dir", world.at("work")});
  const Ran ran = run("test", {world.at("work/sums/add")});
  EXPECT_EQ(ran.code, kSomeFailed) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("Keeps every item"), HasSubstr("failed"), HasSubstr("0 of 1 test passed"), Not(HasSubstr("KeepsEveryItem"))));
}

TEST_F(CommandTest, AsksWhichSolutionWhereThereAreTwo) {
  for (const char* language : {"python", "cpp"}) run("start", {"sums/add", "--language", language, "--dir", world.at("work")});
  EXPECT_THAT(run("test", {world.at("work/sums/add")}).err, HasSubstr("--language"));
  EXPECT_THAT(run("test", {world.at("work/sums/add"), "--language", "cpp"}).out, HasSubstr("(C++)"));
}

TEST_F(CommandTest, SaysTheThreeWaysToNameAnExercise) {
  world.write("anna.py", "");
  const Ran ran = run("test", {world.at("anna.py")});
  EXPECT_EQ(ran.code, kWrongUsage);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("--exercise"), HasSubstr("<student>/<topic>/<exercise>"), HasSubstr("kata start")));
}

TEST_F(CommandTest, SaysThatAnExerciseIsNotStarted) { EXPECT_THAT(run("test", {"sums/add"}).err, HasSubstr("'kata start sums/add'")); }

TEST_F(CommandTest, GradesAFolderInTheOrderOfNames) {
  for (const char* name : {"good_c.py", "bad_a.py", "good_b.py", "notes.txt"}) world.write(std::string("in/") + name, "");
  const Ran ran = run("grade", {world.at("in"), "--exercise", "sums/add"});
  EXPECT_EQ(ran.code, kSomeFailed);
  EXPECT_LT(ran.out.find("bad_a"), ran.out.find("good_b"));
  EXPECT_LT(ran.out.find("good_b"), ran.out.find("good_c"));
  EXPECT_THAT(ran.out, AllOf(HasSubstr("2 of 3 submissions passed"), Not(HasSubstr("notes"))));
  EXPECT_THAT(ran.err, AllOf(HasSubstr("[1/3] good_c"), HasSubstr("[3/3] bad_a")));
}

TEST_F(CommandTest, GradesAllThoughOneEntryIsBad) {
  world.write("in/good/sums/add/solution.py", "");
  world.write("in/lost/summs/add/solution.py", "");
  world.write("in/other/sums/join/solution.cc", "");
  const Ran ran = run("grade", {world.at("in"), world.at("none"), "--format", "json"});
  EXPECT_EQ(ran.code, kSomeFailed);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("\"submission\": \"good/sums/add\""), HasSubstr("unknown_exercise"), HasSubstr("wrong_language"),
                             HasSubstr("missing_file"), HasSubstr("did you mean 'sums'")));
}

TEST_F(CommandTest, TellsWhatEndedByItsExitCode) {
  for (const char* name : {"good.py", "bad.py", "broken.py"}) world.write(name, "");
  EXPECT_EQ(run("grade", {world.at("good.py"), "--exercise", "sums/add"}).code, kAllPassed);
  EXPECT_EQ(run("grade", {world.at("good.py"), world.at("bad.py"), "--exercise", "sums/add"}).code, kSomeFailed);
  EXPECT_EQ(run("grade", {world.at("bad.py"), world.at("broken.py"), "--exercise", "sums/add"}).code, kInternalError);
  EXPECT_EQ(run("grade", {world.at("bad.py")}).code, kNoSubmission);
  EXPECT_EQ(run("grade", {world.at("bad.py"), "--exercise", "sums/add", "--exit-zero"}).code, kAllPassed);
  EXPECT_EQ(run("grade", {world.at("bad.py"), "--exercise", "sums/nothing"}).code, kWrongUsage);
  EXPECT_EQ(run("grade", {}).code, kWrongUsage);
}

TEST_F(CommandTest, KeepsATopicWithMistakesFromStoppingTheRest) {
  world.write("katas/bad/topic.yaml", "schema: 1\n");
  world.write("in/good/sums/add/solution.py", "");
  world.write("in/unlucky/bad/x/solution.py", "");
  const Ran ran = run("grade", {world.at("in")});
  EXPECT_EQ(ran.code, kInternalError);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("1 of 2 submissions passed"), HasSubstr("internal error")));
}

TEST_F(CommandTest, WritesTheOutputWhole) {
  world.write("good.py", "");
  world.write("out.json", "old");
  const Ran ran = run("grade", {world.at("good.py"), "--exercise", "sums/add", "--format", "json", "--output", world.at("out.json"), "--seed", "12"});
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(read_file(world.at("out.json")), AllOf(HasSubstr("\"seed\": 12"), HasSubstr("\"name\": \"KeepsEveryItem\""), HasSubstr("\"wall_ms\": 1.5")));
}

TEST_F(CommandTest, RefusesAnOutputThatCannotBe) {
  world.write("good.py", "");
  EXPECT_EQ(run("grade", {world.at("good.py"), "--exercise", "sums/add", "--output", world.at("none/out.json")}).code, kWrongUsage);
  EXPECT_EQ(run("grade", {world.at("good.py"), "--exercise", "sums/add", "--output", world.at("katas")}).code, kWrongUsage);
}

TEST_F(CommandTest, PrintsHostileNamesSafely) {
  world.write("in/evil\x1b[2J\nname.py", "");
  world.write("in/-rf.py", "");
  const Ran ran = run("grade", {world.at("in"), "--exercise", "sums/add"});
  EXPECT_THAT(ran.out + ran.err, AllOf(Not(HasSubstr("\x1b")), HasSubstr("evil\\x1b[2J\\nname"), HasSubstr("-rf")));
}

TEST_F(CommandTest, RunsACall) {
  world.write("work.py", "");
  const Ran ran = run("run", {world.at("work.py"), "--exercise", "sums/add", "--call", "add(1, 2)"});
  EXPECT_EQ(ran.code, kAllPassed);
  EXPECT_EQ(ran.out, "\x1b[31mprinted\n[2, 3, 1]\n");  // a pipe gets the bytes as they are
  const Ran shown = cli::run_command(world, "run", {world.at("work.py"), "--exercise", "sums/add"}, true);
  EXPECT_EQ(shown.out, "\\x1b[31mprinted\n");
}

TEST_F(CommandTest, HasHelpWithExamplesForEach) {
  for (const Command& command : commands()) {
    FakeOutput output;
    Context context{output, Style(), {}, {}, {}, {}, {}};
    context.describe = [&](const Command& described, const Options& options) { output.print(command_help(described, options, Style())); };
    EXPECT_EQ(command.run(context), kAllPassed);
    EXPECT_THAT(output.out, AllOf(HasSubstr(std::string("kata ") + command.usage), HasSubstr("Examples"))) << command.name;
  }
}

}  // namespace
