// What people read, held to approved/<name>.en.txt and .ru.txt. KATA_APPROVE=1 writes them anew: read the difference
// before you commit it.
#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "base/words.h"
#include "samples.h"

namespace fs = std::filesystem;
using namespace kata;

namespace {

const fs::path kApproved = KATA_APPROVED;

std::vector<std::string> names() {
  std::vector<std::string> out;
  for (const auto& sample : report::samples()) out.push_back(sample.name);
  return out;
}

std::string said(const std::string& name, const std::string& language) {
  speak(language, KATA_LOCALE);
  for (const auto& sample : report::samples())
    if (sample.name == name) return sample.text() + "\n";
  return {};
}

class Approved : public testing::TestWithParam<std::string> {
 protected:
  void holds(const std::string& language) const {
    const fs::path file = kApproved / (GetParam() + "." + language + ".txt");
    const std::string text = said(GetParam(), language);
    if (std::getenv("KATA_APPROVE")) write_atomically(file, text);
    EXPECT_EQ(text, read_file(file));
    EXPECT_EQ(text, printable_lines(text)) << "holds bytes that a terminal would obey";
  }
};

TEST_P(Approved, InEnglish) { holds("en"); }
TEST_P(Approved, InRussian) { holds("ru"); }

INSTANTIATE_TEST_SUITE_P(Texts, Approved, testing::ValuesIn(names()), [](const auto& info) { return info.param; });

TEST(ApprovedFiles, AreAllOfSamples) {
  std::set<std::string> known;
  for (const std::string& name : names())
    for (const char* language : {"en", "ru"}) known.insert(name + "." + language + ".txt");
  for (const auto& entry : fs::directory_iterator(kApproved)) EXPECT_TRUE(known.contains(entry.path().filename())) << entry.path();
}

TEST(Translation, ReachesEveryText) {
  // What is the same in both languages has no words in it.
  for (const std::string& name : names()) EXPECT_TRUE(said(name, "ru") != said(name, "en") || said(name, "en") == "\n") << name;
}

}  // namespace
