#include "tables/entry_reader.h"

#include <algorithm>

#include "base/format.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/words.h"

namespace kata::tables {
namespace {

using catalog::Key;
using catalog::key_of;
using catalog::Node;

bool is_test_name(std::string_view name) {
  const auto is_word = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
  return !name.empty() && name.size() <= 80 && name[0] >= 'A' && name[0] <= 'Z' && std::ranges::all_of(name, is_word);
}

}  // namespace

bool EntryReader::check_root(const Node& root) {
  if (root.kind != Node::Kind::map) reader_.problem(root, _("the file must be a map of tests: a name, and what is said of it"));
  return root.kind == Node::Kind::map;
}

void EntryReader::check_name(const Node& name) {
  if (!is_test_name(name.text)) reader_.problem(name, format(_("bad name of a test '{}': use letters and digits, a capital letter first, at most 80"), shown(name.text)));
}

// For kata verify (verify/titles.h).
void EntryReader::check_inputs(const Node& node) {
  if (!reader_.map(node, catalog::kInputs, catalog::kInputsKeys)) return;
  for (std::size_t i = 0; i < node.keys.size(); ++i) reader_.text(node.items[i], node.keys[i].text);
}

bool EntryReader::entry(const Node& name, const Node& node, std::span<const Key> keys, Entry& out) {
  out.name = name.text;
  out.line = name.line;
  out.column = name.column;
  if (!reader_.map(node, format(_("the test {}"), shown(name.text)), keys)) return false;
  if (const Node* title = node.find("title")) out.title = reader_.translated(*title, "title", place_.locales);
  if (const Node* hint = node.find("hint")) out.hint = reader_.translated(*hint, "hint", place_.locales);
  if (const Node* kind = node.find("kind")) out.kind = reader_.one_of(*kind, "kind", key_of(keys, "kind").words).value_or("answer");
  if (const Node* sample = node.find("sample")) out.sample = reader_.boolean(*sample, "sample").value_or(false);
  if (const Node* group = node.find("group")) out.group = reader_.id(*group, "group").value_or("");
  for (const char* excuse : {"stays", "accepts_junk"})   // for kata verify (verify/titles.h)
    if (const Node* why = node.find(excuse)) reader_.text(*why, excuse);
  if (const Node* known = node.find("languages")) languages(*known, key_of(keys, "languages").words, out);
  return true;
}

void EntryReader::languages(const Node& node, const std::vector<std::string>& known, Entry& out) {
  const auto& allowed = place_.languages.empty() ? known : place_.languages;
  for (const auto& language : reader_.texts(node, "languages")) {
    if (std::ranges::find(allowed, language.name) != allowed.end()) out.languages.push_back(language.name);
    else reader_.problem(language.line, language.column, format(_("'{}' is no language of this exercise{}"), shown(language.name), did_you_mean(language.name, allowed)));
  }
}

std::vector<Entry> read_titles(const std::filesystem::path& file, std::string_view text, const Place& place,
                               std::vector<catalog::Problem>& problems) {
  std::vector<Entry> out;
  const auto root = catalog::parse_yaml(file, text, problems);
  if (!root) return out;
  EntryReader reader(file, place, problems);
  reader.each(*root, [&](const Node& name, const Node& node) {
    Entry entry;
    if (reader.entry(name, node, catalog::kTestKeys, entry)) out.push_back(std::move(entry));
  });
  return out;
}

}  // namespace kata::tables
