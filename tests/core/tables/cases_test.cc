// Each folder of cases/ is a table, tests.yaml, with what must be said of it in `problems`, one a line, the file's name left
// out; where that is empty, with the C++ that it becomes in `source`. KATA_APPROVE=1 writes both anew.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>

#include "base/file.h"
#include "tables/source.h"

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

void expect_approved(const fs::path& file, const std::string& text) {
  if (std::getenv("KATA_APPROVE")) write_atomically(file, text);
  EXPECT_EQ(text, read_file(file));
}

class TableCase : public testing::TestWithParam<std::string> {};

TEST_P(TableCase, SaysWhatIsWrong) {
  const fs::path folder = kHere / "cases" / GetParam(), file = folder / "tests.yaml";
  std::vector<catalog::Problem> problems;

  const auto read = tables::read_table(file, read_file(file), {{"en"}, {"python", "cpp"}}, problems);

  std::string said;
  for (const catalog::Problem& problem : problems) said += fmt::format("{}:{}: {}\n", problem.line, problem.column, problem.what);
  expect_approved(folder / "problems", said);
  if (!said.empty()) return;
  const std::vector<tables::FrozenSets> frozen(1, {{{"f([1])", "['\"']"}, {"f([2], by=3)", "None"}}, {{"f([])", "1"}}});
  expect_approved(folder / "source", tables::source_of("sample", "sample.yaml", read, frozen));
}

INSTANTIATE_TEST_SUITE_P(Folders, TableCase, testing::ValuesIn(cases()), [](const auto& info) { return info.param; });

}  // namespace
