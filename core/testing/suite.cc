// Suites of pytest: the files that were compiled in, and what became of one test of them.
#include <map>

#include "kata/test.h"
#include "testing/mismatch.h"
#include "testing/run.h"

namespace kata::detail {
namespace {

// By exercise. The generated code fills it before main, in an order that nobody knows.
std::map<std::string, SuiteFiles, std::less<>>& suites() {
  static std::map<std::string, SuiteFiles, std::less<>> all;
  return all;
}

Dict files_of(std::string_view exercise) {
  const auto suite = suites().find(exercise);
  if (suite == suites().end()) throw std::logic_error("there is no folder tests/" + std::string(exercise) + ".pytest");
  Dict files;
  for (const auto& [name, content] : suite->second) files.items.emplace_back(name, Bytes{std::string(content)});
  return files;
}

// None, or (why, words); anything else is of somebody who forges it.
std::optional<Mismatch> judge_suite(const Outcome& outcome) {
  if (!outcome.ok()) return mismatch_of_other_outcome(outcome);
  const Value& value = outcome.data().value;
  if (value.is_none()) return std::nullopt;
  Mismatch out = mismatch(outcome, "pytest");
  const auto* parts = value.get<Tuple>();
  const bool known = parts && parts->items.size() == 2 && parts->items[0].get<Str>() && parts->items[1].get<Str>();
  out.relation = known ? parts->items[0].get<Str>()->text : "not_run";
  if (known) out.subject = parts->items[1].get<Str>()->text;
  return out;
}

}  // namespace

bool add_suite(std::string_view exercise, SuiteFiles files) {
  suites().emplace(exercise, std::move(files));
  return true;
}

void check_pytest(std::string_view exercise, std::string_view name, std::string_view node) {
  const Outcome outcome = current().pytest(node, name, files_of(exercise));
  if (auto wrong = judge_suite(outcome)) current().fail_with(std::move(*wrong), "pytest says no to " + std::string(node));
}

}  // namespace kata::detail
