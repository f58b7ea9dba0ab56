#include "runner/sample_tests.h"

#include <algorithm>

#include "base/text.h"
#include "catalog/yaml.h"
#include "tables/test_names.h"

namespace kata::cli {
namespace {

std::optional<catalog::Node> parse(std::string_view titles) {
  std::vector<catalog::Problem> told_when_it_is_compiled;
  return catalog::parse_yaml("titles.yaml", titles, told_when_it_is_compiled);
}

}  // namespace

std::set<std::string> sample_names(std::string_view titles) {
  std::set<std::string> names;
  const auto root = parse(titles);
  for (std::size_t i = 0; root && i < root->keys.size(); ++i)
    if (const catalog::Node* sample = root->items[i].find("sample"); sample && sample->text == "true" && !root->items[i].find("generate"))
      names.insert(root->keys[i].text);
  return names;
}

std::string only_tests(std::string_view source, const std::set<std::string>& names) {
  std::string out;
  std::size_t from = 0;
  for (const TestName& test : find_tests(source)) {
    if (names.contains(test.name)) continue;
    out += source.substr(from, test.begin - from);
    from = std::min(source.find_first_not_of('\n', test.end), source.size());
  }
  return out + std::string(source.substr(from));
}

std::string only_titles(std::string_view titles, const std::set<std::string>& names) {
  const auto root = parse(titles);
  if (!root) return "";
  const std::vector<std::string_view> lines = split_lines(titles);
  std::string out;
  for (std::size_t i = 0; i < root->keys.size(); ++i) {
    if (!names.contains(root->keys[i].text)) continue;
    const auto first = static_cast<std::size_t>(root->keys[i].line) - 1;
    const std::size_t last = i + 1 < root->keys.size() ? static_cast<std::size_t>(root->keys[i + 1].line) - 1 : lines.size();
    for (std::size_t line = first; line < last; ++line)
      if (!lines[line].starts_with('#')) out += std::string(lines[line]) + "\n";
  }
  return out;
}

}  // namespace kata::cli
