#include "base/words.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <optional>

namespace {

// The environment of one test, put back after it.
class Words : public testing::Test {
 protected:
  Words() {
    for (const char* name : kNames) {
      const char* value = std::getenv(name);
      kept_.emplace_back(name, value ? std::optional<std::string>(value) : std::nullopt);
      unsetenv(name);
    }
  }
  ~Words() override {
    for (const auto& [name, value] : kept_) value ? setenv(name.c_str(), value->c_str(), 1) : unsetenv(name.c_str());
  }
  static constexpr const char* kNames[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};
  std::vector<std::pair<std::string, std::optional<std::string>>> kept_;
};

TEST_F(Words, AreEnglishWhereNothingIsSaid) { EXPECT_EQ(kata::language_of_environment(), "en"); }

TEST_F(Words, FollowTheLocaleAlsoWhereItIsNotGenerated) {
  setenv("LANG", "ru_RU.UTF-8", 1);
  EXPECT_EQ(kata::language_of_environment(), "ru");
}

TEST_F(Words, PreferTheStrongerVariable) {
  setenv("LANG", "ru_RU.UTF-8", 1);
  setenv("LC_MESSAGES", "en_GB.UTF-8", 1);
  EXPECT_EQ(kata::language_of_environment(), "en");
  setenv("LC_ALL", "ru", 1);
  EXPECT_EQ(kata::language_of_environment(), "ru");
}

TEST_F(Words, TakeTheFirstKnownOfAList) {
  setenv("LANG", "en_US.UTF-8", 1);
  setenv("LANGUAGE", "uk:ru:en", 1);
  EXPECT_EQ(kata::language_of_environment(), "ru");
}

TEST_F(Words, IgnoreTheListInThePlainLocale) {
  setenv("LC_ALL", "C", 1);
  setenv("LANGUAGE", "ru", 1);
  EXPECT_EQ(kata::language_of_environment(), "en");
}

TEST_F(Words, StayEnglishForALanguageNobodyTranslated) {
  setenv("LANG", "fi_FI.UTF-8", 1);
  EXPECT_EQ(kata::language_of_environment(), "en");
}

}  // namespace
