#include "catalog/reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/format.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/words.h"
#include "catalog/units.h"

namespace kata::catalog {
namespace {

const char* kind_name(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null: return _("nothing");
    case Node::Kind::scalar: return _("a single value");
    case Node::Kind::list: return _("a list");
    case Node::Kind::map: return _("a map");
  }
  return "";
}

bool contains(std::span<const std::string> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\n\r") == text.npos; }

}  // namespace

std::string id_mistake(std::string_view name, std::string_view what) {
  if (is_id(name)) return "";
  if (is_cpp_keyword(name)) return format(_("{} '{}' is a keyword of C++; choose another name"), what, name);
  return format(_("bad {} '{}': use small letters, digits and _, a letter first, at most 64"), what, shown(name));
}

std::string exercise_id_mistake(std::string_view name, std::string_view what) {
  if (!is_global_name(name)) return id_mistake(name, what);
  return format(_("{} '{}' is a name that the tests include, as of the C library; choose another name"), what, name);
}

bool Reader::map(const Node& node, std::string_view what, std::span<const Key> keys) {
  if (node.kind != Node::Kind::map) {
    problem(node, format(_("{} must be a map of keys and values, not {}"), what, kind_name(node)));
    return false;
  }
  std::vector<std::string> known;
  for (const Key& key : keys) known.push_back(key.name);
  for (const Node& key : node.keys)
    if (!contains(known, key.text))
      problem(key, format(_("unknown key '{}'{}"), shown(key.text), did_you_mean(key.text, known)));
  for (const Key& key : keys)
    if (key.required && !node.find(key.name)) problem(node, format(_("'{}' is missing"), key.name));
  return true;
}

std::optional<std::string> Reader::text(const Node& node, std::string_view what) {
  if (node.kind != Node::Kind::scalar) {
    problem(node, format(_("{} must be a text, not {}"), what, kind_name(node)));
    return std::nullopt;
  }
  if (is_blank(node.text)) {
    problem(node, format(_("{} is empty"), what));
    return std::nullopt;
  }
  return node.text;
}

std::optional<std::int64_t> Reader::integer(const Node& node, std::string_view what, const Key& key) {
  const auto number = node.kind == Node::Kind::scalar && !node.quoted ? parse_integer(node.text) : std::nullopt;
  if (number && *number >= key.least && *number <= key.most) return number;
  const std::string got = node.kind == Node::Kind::scalar ? fmt::format("'{}'", shown(node.text)) : kind_name(node);
  problem(node, format(_("{} must be a whole number from {} to {}, not {}"), what, key.least, key.most, got));
  return std::nullopt;
}

std::optional<bool> Reader::boolean(const Node& node, std::string_view what) {
  if (node.kind == Node::Kind::scalar && !node.quoted && (node.text == "true" || node.text == "false")) return node.text == "true";
  const std::string got = node.kind == Node::Kind::scalar ? fmt::format("'{}'", shown(node.text)) : kind_name(node);
  problem(node, format(_("{} must be true or false, not {}"), what, got));
  return std::nullopt;
}

std::optional<std::string> Reader::id(const Node& node, std::string_view what, IdMistake mistake_of) {
  auto name = text(node, what);
  const std::string mistake = name ? mistake_of(*name, what) : "";
  if (mistake.empty()) return name;
  problem(node, mistake);
  return std::nullopt;
}

std::optional<std::string> Reader::one_of(const Node& node, std::string_view what, std::span<const std::string> allowed) {
  auto name = text(node, what);
  if (!name || contains(allowed, *name)) return name;
  const std::string suggestion = did_you_mean(*name, allowed);
  problem(node, format(_("{} must be one of {}, not '{}'{}"), what, fmt::join(allowed, ", "), shown(*name), suggestion));
  return std::nullopt;
}

std::vector<Reference> Reader::texts(const Node& node, std::string_view what) {
  std::vector<Reference> out;
  if (node.kind != Node::Kind::list) {
    problem(node, format(_("{} must be a list, not {}"), what, kind_name(node)));
    return out;
  }
  for (const Node& item : node.items) {
    const auto name = text(item, format(_("an item of {}"), what));
    if (!name) continue;
    const auto same = std::find_if(out.begin(), out.end(), [&](const Reference& r) { return r.name == *name; });
    if (same != out.end())
      problem(item, format(_("'{}' stands in {} twice"), shown(*name), what));
    else
      out.push_back({*name, item.line, item.column});
  }
  return out;
}

bool Reader::locales_map(const Node& node, std::string_view what, std::span<const std::string> locales) {
  if (node.kind != Node::Kind::map) {
    problem(node, format(_("{} must have one entry per locale, like {{en: …, ru: …}}, not {}"), what, kind_name(node)));
    return false;
  }
  for (const Node& key : node.keys)
    if (!contains(locales, key.text))
      problem(key, format(_("'{}' is not among the topic's locales ({}); add it there or remove it here"), shown(key.text), fmt::join(locales, ", ")));
  for (const std::string& locale : locales)
    if (!node.find(locale)) problem(node, format(_("{} has no text for the declared locale '{}'"), what, locale));
  return true;
}

Texts Reader::translated(const Node& node, std::string_view what, std::span<const std::string> locales) {
  Texts out;
  if (!locales_map(node, what, locales)) return out;
  for (const std::string& locale : locales)
    if (const Node* value = node.find(locale))
      if (auto words = text(*value, std::string(what) + "." + locale)) out[locale] = *words;
  return out;
}

TextLists Reader::translated_lists(const Node& node, std::string_view what, std::span<const std::string> locales, std::size_t count) {
  TextLists out;
  if (!locales_map(node, what, locales)) return out;
  for (const std::string& locale : locales) {
    const Node* value = node.find(locale);
    if (!value) continue;
    const std::string name = std::string(what) + "." + locale;
    std::vector<Reference> found = texts(*value, name);
    if (value->kind == Node::Kind::list && value->items.size() != count)
      problem(*value, format(ngettext_("{} must have exactly {} text, not {}", "{} must have exactly {} texts, not {}", count), name, count, value->items.size()));
    for (Reference& hint : found) out[locale].push_back(std::move(hint.name));
  }
  return out;
}

}  // namespace kata::catalog
