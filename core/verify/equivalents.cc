#include "verify/equivalents.h"

#include "catalog/yaml.h"

namespace kata::verify {
namespace {

std::string entry_text(const catalog::Node& entry, std::string_view key) {
  const catalog::Node* found = entry.find(key);
  return found && found->kind == catalog::Node::Kind::scalar ? found->text : "";
}

}  // namespace

std::vector<Equivalent> read_equivalents(const std::filesystem::path& folder, std::vector<Finding>& findings) {
  const std::filesystem::path file = folder / kEquivalents;
  if (!std::filesystem::exists(file)) return {};
  std::vector<catalog::Problem> problems;
  const auto root = catalog::read_yaml(file, problems);
  for (const auto& problem : problems) findings.push_back({.rule = "equivalents", .what = as_it_is(problem.what), .file = file, .line = problem.line});
  std::vector<Equivalent> out;
  if (!root) return out;
  for (const catalog::Node& entry : root->items) {
    Equivalent one{entry_text(entry, "mutant"), entry_text(entry, "reason"), entry.line};
    if (one.key.empty() || one.reason.empty()) {
      findings.push_back({.rule = "equivalents", .what = {.text = N_("each entry needs 'mutant', the key that kata verify shows, and 'reason'")}, .file = file, .line = entry.line});
    } else {
      out.push_back(std::move(one));
    }
  }
  return out;
}

}  // namespace kata::verify
