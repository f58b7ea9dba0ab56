#include "report/difference.h"

#include <algorithm>
#include <optional>

#include "base/format.h"
#include "base/text.h"
#include "base/words.h"

namespace kata::report {
namespace {

constexpr std::size_t kMostLines = 400;     // compared: the table below is quadratic
constexpr std::size_t kMostShown = 60;
constexpr std::size_t kContext = 3;
constexpr int kLineCells = 100;
constexpr int kOneLine = 72;                // cells that still read well on one line

struct Line {
  char mark;
  const std::string* text;
};

// Longest common subsequence by dynamic programming (Wagner and Fischer, JACM 21(1), 1974).
std::vector<Line> aligned(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const std::size_t wide = b.size() + 1;
  std::vector<std::uint16_t> length((a.size() + 1) * wide);
  for (std::size_t i = a.size(); i-- > 0;)
    for (std::size_t j = b.size(); j-- > 0;)
      length[i * wide + j] = a[i] == b[j] ? static_cast<std::uint16_t>(length[(i + 1) * wide + j + 1] + 1)
                                          : std::max(length[(i + 1) * wide + j], length[i * wide + j + 1]);
  std::vector<Line> out;
  std::size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      out.push_back({' ', &a[i++]});
      ++j;
    } else if (j == b.size() || (i < a.size() && length[(i + 1) * wide + j] >= length[i * wide + j + 1])) {
      out.push_back({'-', &a[i++]});
    } else {
      out.push_back({'+', &b[j++]});
    }
  }
  return out;
}

std::vector<bool> near_a_change(const std::vector<Line>& lines) {
  std::vector<bool> near(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (lines[i].mark != ' ')
      for (std::size_t k = i - std::min(i, kContext); k < std::min(lines.size(), i + kContext + 1); ++k) near[k] = true;
  return near;
}

std::vector<std::string> bounded(const std::vector<std::string>& lines) {
  return {lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(std::min(lines.size(), kMostLines))};
}

std::string without_space(std::string_view text) {
  std::string out;
  for (char c : text)
    if (c != ' ' && c != '\n' && c != '\t' && c != '\r') out += c;
  return out;
}

std::string text_difference(std::string_view expected, std::string_view actual) {
  if (expected == actual) return "";
  if (without_space(expected) == without_space(actual)) return _("Only spaces or line ends differ.");
  std::size_t line = 1, character = 1;
  std::string_view a = expected, b = actual;
  while (!a.empty() && !b.empty()) {
    const char32_t left = next_code_point(a);
    if (left != next_code_point(b)) break;
    ++character;
    if (left != '\n') continue;
    ++line;
    character = 1;
  }
  if (expected.find('\n') != expected.npos) return format(_("The first difference is in line {}, character {}."), line, character);
  return character > 8 ? format(_("The first difference is at character {}."), character) : "";
}

std::optional<std::size_t> length_of(const Value& value) {
  if (const Values* items = value.items()) return items->size();
  if (const Dict* dict = value.get<Dict>()) return dict->items.size();
  return std::nullopt;
}

std::string whole_difference(const Value& expected, const Value& actual) {
  if (expected.kind() != actual.kind() || type_text(expected) != type_text(actual))
    return actual.is_none() || actual.kind() == Kind::object ? "" : format(_("The types differ: `{}` instead of `{}`."), type_text(actual), type_text(expected));
  if (const Str* a = expected.get<Str>())
    if (const Str* b = actual.get<Str>()) return text_difference(a->text, b->text);
  const auto wanted = length_of(expected), got = length_of(actual);
  if (wanted && got && *wanted != *got)
    return format(ngettext_("{} item came back instead of {}.", "{} items came back instead of {}.", *got), *got, *wanted);
  return "";
}

}  // namespace

std::string line_difference(const std::vector<std::string>& expected, const std::vector<std::string>& actual) {
  const std::vector<std::string> a = bounded(expected), b = bounded(actual);
  const std::vector<Line> lines = aligned(a, b);
  const std::vector<bool> shown = near_a_change(lines);
  std::string out;
  std::size_t count = 0;
  bool gap = false;
  for (std::size_t i = 0; i < lines.size() && count < kMostShown; ++i) {
    if (!shown[i]) {
      gap = true;
      continue;
    }
    if (gap) out += "  …\n";
    gap = false;
    out += std::string{lines[i].mark, ' '} + shorten(printable(*lines[i].text), kLineCells) + "\n";
    ++count;
  }
  if (gap || count == kMostShown || a.size() < expected.size() || b.size() < actual.size()) out += "  …\n";
  return out;
}

bool is_long(const Value& expected, const Value& actual, Source source) {
  const auto is_long_one = [&](const Value& value) {
    if (const Str* text = value.get<Str>(); text && text->text.find('\n') < text->text.size() - 1) return true;
    const auto length = length_of(value);
    return (value.kind() == Kind::string || (length && *length > 1)) && width(spelled(value, source, 400)) > kOneLine;
  };
  if (expected.kind() != actual.kind()) return false;
  return is_long_one(expected) || is_long_one(actual);
}

std::vector<std::string> lines_of(const Value& value, Source source) {
  std::vector<std::string> out;
  if (const Str* text = value.get<Str>()) {
    for (std::string_view line : split_lines(text->text)) out.emplace_back(line);
  } else if (const Values* items = value.items()) {
    for (const Value& item : *items) out.push_back(spelled(item, source, 400));
  } else if (const Dict* dict = value.get<Dict>()) {
    for (const auto& [key, item] : dict->items) out.push_back(spelled(key, source, 200) + ": " + spelled(item, source, 400));
  } else {
    out.push_back(spelled(value, source));
  }
  return out;
}

std::string first_difference(const Value& expected, const Value& actual, const std::vector<Value>& path, Source source) {
  if (path.empty()) return whole_difference(expected, actual);
  const Value* wanted = at(expected, path);
  const Value* got = at(actual, path);
  const std::string where = path_text(path, source);
  if (wanted && got && spelled(*wanted, source, 120) != spelled(*got, source, 120))
    return format(_("The first difference is at {}: {} instead of {}."), where, spelled(*got, source, 120), spelled(*wanted, source, 120));
  if (wanted && got) return format(_("The first difference is at {}."), where) + " " + whole_difference(*wanted, *got);
  if (wanted) return format(_("The first difference is at {}: nothing is there, {} was expected."), where, spelled(*wanted, source, 120));
  if (got) return format(_("The first difference is at {}: {} is there, nothing was expected."), where, spelled(*got, source, 120));
  return format(_("The first difference is at {}."), where);
}

}  // namespace kata::report
