#include "runner/find.h"

#include <gmock/gmock.h>

#include "base/words.h"
#include "fake.h"

using namespace kata;
using namespace kata::cli;
using testing::ElementsAre;

namespace {

class FindTest : public testing::Test {
 protected:
  FindTest() { speak("en", "/none"); }
  std::vector<std::string> find(const std::vector<std::string>& names, const std::optional<ExerciseName>& exercise = {}) {
    Topics topics(world.paths);
    std::vector<std::string> paths, out;
    for (const std::string& name : names) paths.push_back(world.at(name));
    for (const Found& found : find_submissions(paths, exercise, topics))
      out.push_back(found.submission.name + " " + found.submission.topic + "/" + found.submission.exercise + " " +
                    (found.refused ? found.refused->load.reason : found.submission.language));
    return out;
  }
  World world;
  const ExerciseName add{"sums", "add"};
};

TEST_F(FindTest, FindsTheTreeOfACourse) {
  world.write("in/anna/sums/add/solution.py", "");
  world.write("in/anna/sums/join/solution.py", "");
  world.write("in/boris/sums/add/solution.cc", "");
  world.write("in/boris/notes.txt", "");
  EXPECT_THAT(find({"in"}), ElementsAre("anna/sums/add sums/add python", "anna/sums/join sums/join python", "boris/sums/add sums/add cpp"));
  EXPECT_THAT(find({"in"}, add), ElementsAre("anna/sums/add sums/add python", "boris/sums/add sums/add cpp"));
}

TEST_F(FindTest, FindsOneStudentOfATree) {
  world.write("in/anna/sums/add/solution.py", "");
  EXPECT_THAT(find({"in/anna"}), ElementsAre("anna/sums/add sums/add python"));
  EXPECT_THAT(find({"in/anna/sums/add"}), ElementsAre("anna/sums/add sums/add python"));
  EXPECT_THAT(find({"in/anna/sums/add/solution.py"}), ElementsAre("anna/sums/add sums/add python"));
}

TEST_F(FindTest, FindsFilesOfStudents) {
  world.write("in/anna.py", "");
  world.write("in/boris.cc", "");
  world.write("in/.hidden.py", "");
  world.write("in/list.txt", "");
  EXPECT_THAT(find({"in"}, add), ElementsAre("anna sums/add python", "boris sums/add cpp"));
  EXPECT_THAT(find({"in"}), ElementsAre("anna.py / unknown_exercise", "boris.cc / unknown_exercise"));
}

TEST_F(FindTest, TellsTwoOfOneNameApart) {
  world.write("in/anna.py", "");
  world.write("in/anna.cc", "");
  EXPECT_THAT(find({"in"}, add), ElementsAre("anna.cc sums/add cpp", "anna.py sums/add python"));
}

TEST_F(FindTest, ReadsTheMarkerOfAFolder) {
  world.write("mine/.kata", marker_text(add));
  world.write("mine/solution.py", "");
  EXPECT_THAT(find({"mine"}), ElementsAre("mine sums/add python"));
}

TEST_F(FindTest, TakesOddEntriesAsSubmissionsToBeRefused) {
  std::filesystem::create_directories(world.at("in/folder.py"));
  std::filesystem::create_symlink("/none", world.at("in/dangling.py"));
  EXPECT_THAT(find({"in"}, add), ElementsAre("dangling sums/add unreadable", "folder sums/add python"));
}

TEST_F(FindTest, FollowsNoLinkThatWasHandedIn) {
  world.write("secret/solution.py", "precious");
  world.write("in/anna.py", "");
  std::filesystem::create_symlink(world.at("secret/solution.py"), world.at("in/boris.py"));
  std::filesystem::create_symlink(world.at("secret"), world.at("in/clara"));
  EXPECT_THAT(find({"in"}, add), ElementsAre("anna sums/add python", "boris sums/add unreadable", "clara sums/add unreadable"));
  EXPECT_THAT(find({"in/boris.py", "in/clara"}, add), ElementsAre("boris sums/add python", "clara sums/add python"));
}

TEST_F(FindTest, SaysThatAFolderHoldsNothing) {
  std::filesystem::create_directories(world.at("in"));
  EXPECT_THAT(find({"in"}), ElementsAre("in / missing_file"));
}

TEST_F(FindTest, IgnoresAMarkerThatIsNone) {
  world.write("mine/.kata", "exercise: ../../etc\n");
  world.write("mine/solution.py", "");
  EXPECT_THAT(find({"mine"}), ElementsAre("solution.py / unknown_exercise"));
}

}  // namespace
