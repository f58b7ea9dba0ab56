#include "catalog/catalog.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "folder.h"

using namespace kata;
using catalog::Catalog;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

class CatalogTest : public testing::Test {
 protected:
  void topic(const std::string& id, const std::string& more = "", const std::string& root = "katas") const {
    folder.write(root + "/" + id + "/topic.yaml", fmt::format("schema: 1\nid: {}\ntitle: {{en: T}}\nlocales: [en]\n{}exercises:\n"
                 "  - {{id: one, title: {{en: One}}, languages: [python], difficulty: 1, hints: {{en: [a, b, c]}}}}\n", id, more));
    folder.write(root + "/" + id + "/one/prompt.en.md", "A prompt.");
    folder.write(root + "/" + id + "/one/starter.py", "");
  }
  Catalog load() const { return catalog::load({folder.path() / "katas"}); }
  static std::vector<std::string> ids(const Catalog& catalog) {
    std::vector<std::string> out;
    for (const auto& topic : catalog.topics) out.push_back(topic.id);
    return out;
  }
  static std::vector<std::string> texts(const Catalog& catalog) {
    std::vector<std::string> out;
    for (const auto& problem : catalog.problems) out.push_back(problem.text());
    return out;
  }
  TestFolder folder;
};

TEST_F(CatalogTest, ListsTopicsInPathOrder) {
  topic("apple", "after: [zebra]\n");
  topic("zebra");
  topic("mango");
  EXPECT_THAT(ids(load()), ElementsAre("mango", "zebra", "apple"));
}

TEST_F(CatalogTest, ShowsTheGoodTopicsBesideABadOne) {
  topic("bad", "levle: basic\n");
  topic("good");
  const Catalog found = load();
  EXPECT_THAT(ids(found), ElementsAre("good"));
  EXPECT_THAT(texts(found), ElementsAre(HasSubstr("bad/topic.yaml:5:1: unknown key 'levle' (did you mean 'level'?)")));
}

TEST_F(CatalogTest, TellsAllMistakesOfAllTopics) {
  topic("bad", "levle: basic\nplugni: x\n");
  topic("worse", "warm: 3\n");
  EXPECT_EQ(load().problems.size(), 3u);
}

TEST_F(CatalogTest, NamesBothFilesOfOneId) {
  topic("same", "", "katas");
  topic("same", "", "more");
  const Catalog found = catalog::load({folder.path() / "katas", folder.path() / "more"});
  EXPECT_THAT(found.topics, testing::IsEmpty());
  EXPECT_THAT(texts(found), ElementsAre(testing::AllOf(HasSubstr("more/same/topic.yaml"), HasSubstr("katas/same/topic.yaml"))));
  EXPECT_EQ(catalog::load_topic({folder.path() / "katas", folder.path() / "more"}, "same").problems.size(), 1u);
}

TEST_F(CatalogTest, FindsACircleOfTopics) {
  topic("a", "after: [b]\n");
  topic("b", "after: [c]\n");
  topic("c", "after: [a]\n");
  topic("d", "after: [a]\n");
  const Catalog found = load();
  EXPECT_THAT(ids(found), ElementsAre("d"));
  EXPECT_THAT(texts(found), ElementsAre(HasSubstr("a/topic.yaml:5:9: 'after' goes round in a circle: a → b → c → a")));
}

TEST_F(CatalogTest, SaysThatATopicOfAfterIsNotThere) {
  topic("sets", "after: [unpaking]\n");
  topic("unpacking");
  const auto told = ElementsAre(HasSubstr("sets/topic.yaml:5:9: 'after' names 'unpaking', but there is no such topic (did you mean 'unpacking'?)"));
  EXPECT_THAT(texts(load()), told);
  EXPECT_THAT(texts(catalog::load_topic({folder.path() / "katas"}, "sets")), told);
}

TEST_F(CatalogTest, DoesNotBlameATopicForAnotherThatIsBroken) {
  topic("good", "after: [broken]\n");
  folder.write("katas/broken/topic.yaml", "[");
  const Catalog found = load();
  EXPECT_THAT(ids(found), ElementsAre("good"));
  EXPECT_EQ(found.problems.size(), 1u);
}

TEST_F(CatalogTest, ReadsOneTopicOnly) {
  topic("good");
  topic("bad", "x: y\n");
  const Catalog found = catalog::load_topic({folder.path() / "katas"}, "good");
  EXPECT_THAT(ids(found), ElementsAre("good"));
  EXPECT_TRUE(found.problems.empty());
}

TEST_F(CatalogTest, FindsNothingUnderANameThatIsNone) {
  topic("good");
  for (const char* name : {"", "..", "../katas/good", "none", "good/", "/etc"}) {
    const Catalog found = catalog::load_topic({folder.path() / "katas"}, name);
    EXPECT_TRUE(found.topics.empty() && found.problems.empty()) << name;
  }
}

TEST_F(CatalogTest, KnowsTheIdsWithoutReading) {
  topic("b");
  folder.write("katas/a/topic.yaml", "[");
  folder.write("katas/.hidden/topic.yaml", "");
  folder.write("katas/README.md", "");
  EXPECT_THAT(catalog::topic_ids({folder.path() / "katas"}), ElementsAre("a", "b"));
}

TEST_F(CatalogTest, SaysThatAFolderHasNoTopic) {
  topic("good");
  folder.write("katas/empty/notes.txt", "");
  EXPECT_THAT(texts(load()), ElementsAre(HasSubstr("katas/empty: has no topic.yaml")));
}

TEST_F(CatalogTest, SaysThatARootIsNotThere) {
  EXPECT_THAT(texts(catalog::load({folder.path() / "none"})), ElementsAre(HasSubstr("none: No such file or directory")));
}

TEST_F(CatalogTest, SaysThatAFileIsNone) {
  std::filesystem::create_directories(folder.path() / "katas/strange/topic.yaml");
  std::filesystem::create_directories(folder.path() / "katas/lost");
  std::filesystem::create_symlink("/none", folder.path() / "katas/lost/topic.yaml");
  EXPECT_THAT(texts(load()), ElementsAre(HasSubstr("No such file"), HasSubstr("Is a directory")));
}

TEST_F(CatalogTest, GivesAbsolutePathsOfWhatExists) {
  topic("good");
  const Catalog found = load();
  const catalog::Exercise* one = found.find("good")->find("one");
  ASSERT_NE(one, nullptr);
  EXPECT_EQ(one->prompts.at("en"), folder.path() / "katas/good/one/prompt.en.md");
  EXPECT_EQ(one->starters.at("python"), folder.path() / "katas/good/one/starter.py");
  EXPECT_EQ(found.find("none"), nullptr);
  EXPECT_EQ(found.find("good")->find("none"), nullptr);
}

TEST_F(CatalogTest, ReadsEveryField) {
  const std::filesystem::path source = std::filesystem::path(KATA_CASES);
  std::filesystem::create_directories(folder.path() / "katas");
  std::filesystem::copy(source / "cases/sound_in_full", folder.path() / "katas/sound_in_full", std::filesystem::copy_options::recursive);
  for (const char* id : {"one", "two"})
    std::filesystem::copy(source / "common" / id, folder.path() / "katas/sound_in_full" / id, std::filesystem::copy_options::recursive);
  const Catalog found = load();
  ASSERT_THAT(texts(found), ElementsAre());
  const catalog::Topic& topic = found.topics[0];
  EXPECT_EQ(topic.level, catalog::Level::advanced);
  EXPECT_EQ(topic.plugin, "another");
  EXPECT_THAT(topic.warm, ElementsAre("itertools", "concurrent.futures"));
  EXPECT_EQ(topic.title.at("ru"), "Тема");
  const catalog::Exercise& one = topic.exercises[0];
  EXPECT_EQ(one.revision, 3);
  EXPECT_EQ(one.difficulty, 5);
  EXPECT_EQ(one.points, 4);
  EXPECT_TRUE(one.templates);
  EXPECT_EQ(one.import, catalog::Import::per_test);
  EXPECT_EQ(one.tests, catalog::Tests::pytest);
  EXPECT_THAT(topic.warm_for(one), ElementsAre("itertools", "concurrent.futures", "pytest"));
  EXPECT_EQ(one.limits.time.count(), 500);
  EXPECT_EQ(one.limits.memory, 64u << 20);
  EXPECT_EQ(one.limits.processes, 1u);
  EXPECT_EQ(one.limits.files, 8u);
  EXPECT_THAT(one.hints.at("ru"), ElementsAre("а", "б", "в"));
  EXPECT_THAT(topic.exercises[1].after, ElementsAre("one"));
}

}  // namespace
