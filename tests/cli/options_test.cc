#include "runner/options.h"

#include <gmock/gmock.h>

#include "base/words.h"

using namespace kata;
using namespace kata::cli;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

class OptionsTest : public testing::Test {
 protected:
  OptionsTest() {
    speak("en", "/none");
    options.flag("--quiet", quiet, "");
    options.number("--jobs", jobs, 1, 8, "");
    options.number("--seed", seed, "");
    options.text("--output", output, "FILE", "");
    options.choice("--format", format, {"text", "json"}, "");
    options.words("PATH", words, 1, 3, "");
  }
  std::string mistake(const std::vector<std::string>& arguments) {
    try {
      options.parse(arguments);
    } catch (const UsageError& error) {
      return error.what();
    }
    return "";
  }
  Options options{"grade"};
  bool quiet = false;
  int jobs = 1;
  std::optional<std::uint64_t> seed;
  std::string output, format = "text";
  std::vector<std::string> words;
};

TEST_F(OptionsTest, AreReadInAnyOrder) {
  options.parse({"a", "--jobs", "2", "b", "--format=json", "--quiet", "--seed", "18446744073709551615", "--output", "x"});
  EXPECT_THAT(words, ElementsAre("a", "b"));
  EXPECT_EQ(jobs, 2);
  EXPECT_EQ(format, "json");
  EXPECT_TRUE(quiet);
  EXPECT_EQ(seed, 18446744073709551615u);
  EXPECT_EQ(output, "x");
}

TEST_F(OptionsTest, EndAtTwoDashes) {
  options.parse({"--quiet", "--", "-rf", "--jobs"});
  EXPECT_THAT(words, ElementsAre("-rf", "--jobs"));
}

TEST_F(OptionsTest, TakeTheLastOfTwo) {
  options.parse({"a", "--jobs", "2", "--jobs", "3"});
  EXPECT_EQ(jobs, 3);
}

TEST_F(OptionsTest, SuggestWhatWasMeant) {
  EXPECT_THAT(mistake({"a", "--outptu", "x"}), HasSubstr("unknown option '--outptu' (did you mean '--output'?)"));
  EXPECT_THAT(mistake({"a", "--job=2"}), HasSubstr("did you mean '--jobs'?"));
  EXPECT_THAT(mistake({"a", "--hepl"}), HasSubstr("did you mean '--help'?"));
  EXPECT_THAT(mistake({"a", "--format", "jsno"}), HasSubstr("did you mean 'json'?"));
}

TEST_F(OptionsTest, RefuseWhatIsNoNumber) {
  for (const char* text : {"0", "9", "two", "2x", "", "-1", "99999999999999999999"}) EXPECT_THAT(mistake({"a", std::string("--jobs=") + text}), HasSubstr("--jobs")) << text;
  for (const char* text : {"-1", "x", "18446744073709551616"}) EXPECT_THAT(mistake({"a", std::string("--seed=") + text}), HasSubstr("--seed")) << text;
}

TEST_F(OptionsTest, CountTheWords) {
  EXPECT_THAT(mistake({}), HasSubstr("PATH is missing"));
  EXPECT_THAT(mistake({"a", "b", "c", "d"}), HasSubstr("'d' is one too many"));
}

TEST_F(OptionsTest, NeedTheirValue) {
  EXPECT_EQ(mistake({"a", "--output"}), "--output needs a value (see 'kata grade --help')");
  EXPECT_EQ(mistake({"a", "--jobs="}), "--jobs needs a value (see 'kata grade --help')");
}

TEST_F(OptionsTest, TakeNoValueWhereTheyAreFlags) {
  for (const char* text : {"--quiet=x", "--quiet=false", "--quiet=--output"}) EXPECT_EQ(mistake({"a", text}), "--quiet takes no value (see 'kata grade --help')");
}

}  // namespace
