// kata new, into folders of this test's own. That what it makes builds and grades is kit:standalone's to show.
#include <gmock/gmock.h>

#include "base/words.h"
#include "catalog/catalog.h"
#include "fake.h"
#include "runner/scaffold.h"

using namespace kata;
using namespace kata::cli;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

namespace {

namespace fs = std::filesystem;

class NewTest : public testing::Test {
 protected:
  NewTest() {
    speak("en", "/none");
    world.paths.share = KATA_SOURCE_DIR;
  }
  Ran run(std::vector<std::string> words) {
    words.insert(words.end(), {"--standalone", world.at("mine")});
    return cli::run_command(world, "new", std::move(words));
  }
  std::vector<std::string> files() const {
    std::vector<std::string> out;
    for (const auto& entry : fs::recursive_directory_iterator(world.root)) out.push_back(entry.path());
    return out;
  }
  std::string topic_file() const { return read_file(world.at("mine/katas/tea/topic.yaml")); }
  // Says so, and leaves no trace.
  void expect_refused(std::vector<std::string> words, const std::string& why) {
    const auto before = files();
    const Ran ran = run(std::move(words));
    EXPECT_EQ(ran.code, kWrongUsage);
    EXPECT_THAT(ran.err, HasSubstr(why));
    EXPECT_EQ(files(), before);
  }
  World world;
};

TEST_F(NewTest, MakesAProjectThatKataReads) {
  const Ran ran = run({"topic", "tea", "--languages", "python,cpp", "--exercise", "pot"});
  EXPECT_EQ(ran.code, kAllPassed) << ran.err;
  const auto found = catalog::load({world.at("mine/katas")});
  EXPECT_THAT(found.problems, IsEmpty());
  EXPECT_TRUE(found.find("tea")->find("pot"));
  EXPECT_THAT(ran.out, AllOf(HasSubstr("mine/plugins/tea/glue/pot.cc"), HasSubstr("kata verify tea/pot --record")));
  EXPECT_THAT(read_file(world.at("mine/CMakeLists.txt")), HasSubstr("find_package(Kata CONFIG REQUIRED)"));
  EXPECT_THAT(read_file(world.at("mine/katas/tea/pot/prompt.ru.md")), HasSubstr("## На C++"));
}

TEST_F(NewTest, LeavesNoMarkOfTheTemplates) {
  run({"topic", "tea", "--languages", "python,cpp"});
  for (const auto& entry : fs::recursive_directory_iterator(world.root / "mine")) {
    EXPECT_THAT(entry.path().string(), Not(HasSubstr("@")));
    if (!entry.is_regular_file()) continue;
    EXPECT_THAT(read_file(entry), Not(HasSubstr("@"))) << entry.path();
  }
}

TEST_F(NewTest, AddsAnExerciseAndKeepsTheRest) {
  run({"topic", "tea"});
  const std::string before = topic_file();
  EXPECT_EQ(run({"exercise", "tea/cup", "--languages", "cpp"}).code, kAllPassed);
  EXPECT_TRUE(topic_file().starts_with(before));
  EXPECT_THAT(topic_file(), HasSubstr("\n  - id: cup\n"));
  EXPECT_FALSE(fs::exists(world.at("mine/katas/tea/cup/starter.py")));
  EXPECT_THAT(catalog::load({world.at("mine/katas")}).problems, IsEmpty());
}

TEST_F(NewTest, MakesTestsWithoutCpp) {
  EXPECT_EQ(run({"topic", "tea", "--tables", "--exercise", "pot"}).code, kAllPassed);
  EXPECT_THAT(catalog::load({world.at("mine/katas")}).problems, IsEmpty());
  EXPECT_THAT(read_file(world.at("mine/plugins/tea/tests/pot.yaml")), HasSubstr("call: swing("));
  EXPECT_FALSE(fs::exists(world.at("mine/plugins/tea/tests/pot_test.cc")));
  EXPECT_TRUE(fs::exists(world.at("mine/schema/tests.schema.json")));
  EXPECT_THAT(read_file(world.at("mine/katas/tea/pot/prompt.en.md")), HasSubstr(">>> swing("));
}

TEST_F(NewTest, RefusesBadNames) {
  expect_refused({"topic", "Tea"}, "bad id 'Tea'");
  expect_refused({"topic", "class"}, "is a keyword of C++");
  expect_refused({"topic", "../tea"}, "bad id '../tea'");
  expect_refused({"topic", "tea", "--exercise", "2nd"}, "bad id '2nd'");
  expect_refused({"topic", "tea", "--exercise", "printf"}, "a name that the tests include");
  expect_refused({"topic", "tea", "--languages", "java"}, "'java'");
  expect_refused({"topic", "tea", "--languages", "python,python"}, "twice");
  expect_refused({"topic", "tea", "--tables", "--languages", "python,cpp"}, "--tables makes an exercise in Python");
  expect_refused({"topci", "tea"}, "did you mean 'topic'");
  expect_refused({"exercise", "tea"}, "write TOPIC/ID");
  expect_refused({"topic", "sums"}, "there is a topic 'sums' already");
}

TEST_F(NewTest, RefusesWhatIsThere) {
  run({"topic", "tea"});
  expect_refused({"topic", "tea"}, "mine/katas/tea is there already");
  expect_refused({"exercise", "tea/first"}, "has an exercise 'first' already");
  expect_refused({"exercise", "tae/cup"}, "did you mean 'tea'");
  world.write("mine/plugins/tea/solutions/cup/reference.py", "precious\n");
  expect_refused({"exercise", "tea/cup"}, "reference.py is there already");
  EXPECT_EQ(read_file(world.at("mine/plugins/tea/solutions/cup/reference.py")), "precious\n");
}

TEST_F(NewTest, RefusesAFolderOfOtherThings) {
  world.write("mine/notes.txt", "precious\n");
  expect_refused({"topic", "tea"}, "name another folder");
}

TEST_F(NewTest, TellsMistakesOfTheTopicFirst) {
  run({"topic", "tea"});
  world.write("mine/katas/tea/topic.yaml", "schema: 1\n");
  expect_refused({"exercise", "tea/cup"}, "topic.yaml:1:1: 'id' is missing");
}

TEST(WithExercise, KeepsCommentsAndWhatFollows) {
  const std::string before =
      "exercises:   # all of them\n\n"
      "  # the first\n"
      "  - id: one   # easy\n"
      "    title: {en: One}\n"
      "  # said at the end\n\n"
      "# about the level\n"
      "level: basic\n";
  EXPECT_EQ(with_exercise("topic.yaml", before, "- id: two\n\n  points: 3\n"),
            "exercises:   # all of them\n\n"
            "  # the first\n"
            "  - id: one   # easy\n"
            "    title: {en: One}\n"
            "  # said at the end\n"
            "  - id: two\n\n"
            "    points: 3\n\n"
            "# about the level\n"
            "level: basic\n");
}

TEST(WithExercise, EndsALineThatHasNoEnd) {
  EXPECT_EQ(with_exercise("topic.yaml", "exercises:\n- id: one", "- id: two\n"), "exercises:\n- id: one\n- id: two\n");
}

TEST(WithExercise, RefusesAListInBrackets) {
  EXPECT_THROW(with_exercise("topic.yaml", "exercises: [{id: one}]\n", "- id: two\n"), UsageError);
  EXPECT_THROW(with_exercise("topic.yaml", "schema: 1\n", "- id: two\n"), UsageError);
}

}  // namespace
