// Each folder of cases/ is a topic.yaml with what must be said of it in `problems`, one a line, the file's name left out.
// The exercises `one` and `two` find their files in common/. KATA_APPROVE=1 writes `problems` anew.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>

#include "catalog/catalog.h"
#include "folder.h"

namespace fs = std::filesystem;
using namespace kata;

namespace {

const fs::path kHere = KATA_CASES;

std::vector<std::string> cases() {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(kHere / "cases")) out.push_back(entry.path().filename());
  std::sort(out.begin(), out.end());
  return out;
}

class CatalogCase : public testing::TestWithParam<std::string> {};

TEST_P(CatalogCase, SaysWhatIsWrong) {
  const fs::path source = kHere / "cases" / GetParam();
  TestFolder root;
  const fs::path topic = root.path() / GetParam();
  fs::copy(kHere / "common", topic, fs::copy_options::recursive);
  fs::copy(source, topic, fs::copy_options::recursive);

  const catalog::Catalog found = catalog::load_topic({root.path()}, GetParam());

  std::string said;
  for (const catalog::Problem& problem : found.problems) {
    EXPECT_EQ(problem.file, topic / "topic.yaml");
    said += fmt::format("{}:{}: {}\n", problem.line, problem.column, problem.what);
  }
  EXPECT_EQ(found.topics.size(), said.empty() ? 1u : 0u);
  if (std::getenv("KATA_APPROVE")) write_atomically(source / "problems", said);
  EXPECT_EQ(said, read_file(source / "problems"));
}

INSTANTIATE_TEST_SUITE_P(Folders, CatalogCase, testing::ValuesIn(cases()), [](const auto& info) { return info.param; });

}  // namespace
