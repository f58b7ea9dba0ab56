#include "language/cpp/diagnostics.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace kata::cpp {

namespace {

constexpr std::string_view kSubmission = "../submission/";
constexpr std::size_t kLongestMessage = 600;

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
}

bool starts_number(std::string_view text) { return !text.empty() && text[0] >= '0' && text[0] <= '9'; }

// Takes "12" and the colon or comma behind it from the front.
std::optional<std::int64_t> take_number(std::string_view& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number < 0) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (!text.empty() && (text[0] == ':' || text[0] == ',')) text.remove_prefix(1);
  return number;
}

struct Place {
  std::string file;
  std::int64_t line = 0, column = 0;
  bool learners = false;
};

// "../submission/solution.cc:12:5: error: …": takes the place from the front; the rest stays.
std::optional<Place> take_place(std::string_view& text, const Sources& sources) {
  Place out;
  std::string_view rest;
  if (text.starts_with(kSubmission)) {
    for (const auto& [path, content] : sources) {
      rest = text.substr(kSubmission.size());
      if (!rest.starts_with(path + ":")) continue;
      out.file = path;
      out.learners = true;
      rest.remove_prefix(path.size() + 1);
      break;
    }
  } else {
    const auto colon = text.find(':');
    if (colon == text.npos || colon == 0) return std::nullopt;
    out.file = text.substr(0, colon);
    rest = text.substr(colon + 1);
  }
  if (out.file.empty() || !starts_number(rest)) return std::nullopt;
  out.line = take_number(rest).value_or(0);
  if (starts_number(rest)) out.column = take_number(rest).value_or(0);
  text = rest;
  return out;
}

std::string cut(std::string_view text) {
  if (text.size() <= kLongestMessage) return std::string(text);
  std::size_t size = kLongestMessage;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  return std::string(text.substr(0, size)) + "…";
}

// "error: expected ';'" → level and message.
bool take_level(std::string_view text, std::string& level, std::string& message) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  for (const std::string_view one : {"fatal error", "error", "warning", "note"}) {
    if (!text.starts_with(one) || !text.substr(one.size()).starts_with(": ")) continue;
    level = one == "fatal error" ? "error" : one;
    message = cut(text.substr(one.size() + 2));
    return true;
  }
  return false;
}

constexpr const char* kMain = "solution.cc";

// Where a name occurs in the learner's main file, from 1; 0: nowhere.
std::int64_t line_with(const Sources& sources, std::string_view name) {
  const auto main = sources.find(kMain);
  if (name.empty() || main == sources.end()) return 0;
  const std::string& text = main->second;
  const auto letter = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
  for (auto at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
    const auto end = at + name.size();
    if ((at > 0 && letter(text[at - 1])) || (end < text.size() && letter(text[end]))) continue;
    return 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  }
  return 0;
}

// "geometry::area(int)" → "area".
std::string_view bare_name(std::string_view symbol) {
  const auto open = symbol.find('(');
  auto name = symbol.substr(0, open);
  if (const auto angle = name.find('<'); angle != name.npos) name = name.substr(0, angle);
  if (const auto colons = name.rfind("::"); colons != name.npos) name.remove_prefix(colons + 2);
  if (const auto space = name.rfind(' '); space != name.npos) name.remove_prefix(space + 1);
  return name;
}

// ", std::allocator<…> " says nothing to a learner; it may nest.
void remove_allocators(std::string& text) {
  constexpr std::string_view kAllocator = ", std::allocator<";
  for (auto at = text.find(kAllocator); at != text.npos; at = text.find(kAllocator, at)) {
    auto end = at + kAllocator.size();
    for (int open = 1; end < text.size() && open > 0; ++end) open += text[end] == '<' ? 1 : text[end] == '>' ? -1 : 0;
    if (end < text.size() && text[end] == ' ') ++end;
    text.erase(at, end - at);
  }
}

std::string tidy_symbol(std::string_view symbol) {
  std::string out(symbol);
  replace_all(out, "std::__cxx11::", "std::");
  replace_all(out, "std::basic_string<char, std::char_traits<char>, std::allocator<char> >", "std::string");
  remove_allocators(out);
  replace_all(out, "> >", ">>");
  return out;
}

class Reader {
 public:
  explicit Reader(const Sources& sources) : sources_(sources) {}

  void line(std::string_view text) {
    if (linker(text) || context(text)) return;
    auto place = take_place(text, sources_);
    Diagnostic found;
    if (!place || !take_level(text, found.level, found.text)) return;
    add(*place, std::move(found));
  }

  std::vector<Diagnostic> take() {
    std::vector<Diagnostic> out;
    for (const bool errors : {true, false})
      for (auto& group : groups_)
        if ((group.front().level != "warning") == errors && (errors || out.empty()))
          out.insert(out.end(), std::make_move_iterator(group.begin()), std::make_move_iterator(group.end()));
    if (out.size() > kMostDiagnostics) out.resize(kMostDiagnostics);
    return out;
  }

 private:
  // Lines before a diagnostic that say how the compiler came to a place in a file that is not the learner's.
  bool context(std::string_view text) {
    const bool included = text.starts_with("In file included from ") || text.starts_with("                 from ");
    if (included) text.remove_prefix(22);
    auto place = take_place(text, sources_);
    if (!place) return text.find(": In instantiation of") != text.npos || text.find(": In ") != text.npos || included;
    const bool required = text.find("required from") != text.npos || text.find("required by") != text.npos ||
                          text.find("in ‘constexpr’ expansion") != text.npos || text.find("in 'constexpr' expansion") != text.npos;
    if (!included && !required) return false;
    // The innermost place wins, and one that used a template over one that only included it.
    if (place->learners && (!came_from_ || (required && !came_by_use_))) {
      came_from_ = *place;
      came_by_use_ = required;
    }
    return true;
  }

  void add(const Place& place, Diagnostic found) {
    const bool note = found.level == "note";
    const Place* shown = place.learners ? &place : (!note && came_from_) ? &*came_from_ : nullptr;
    if (note && (shown == nullptr || groups_.empty() || groups_.back().size() > 3)) return;
    if (!note && shown == nullptr && found.level != "error") return;   // a warning in a header is nobody's here
    if (shown != nullptr) {
      found.line = shown->line;
      found.column = shown->column;
      if (shown->file != kMain) found.text = shown->file + ": " + found.text;
    }
    if (!note) came_from_.reset(), came_by_use_ = false;
    if (note) groups_.back().push_back(std::move(found));
    else start(std::move(found));
  }

  void start(Diagnostic found) {
    if (groups_.size() < 4 * kMostDiagnostics) groups_.push_back({std::move(found)});
  }

  void link_error(const char* level, std::string symbol, std::int64_t line) {
    for (const auto& group : groups_)
      if (group.front().text == symbol) return;
    start({.line = line, .level = level, .text = std::move(symbol)});
  }

  // "…: undefined reference to `rotate(std::vector<int>)'" of either linker, in C's locale or another.
  bool linker(std::string_view text) {
    constexpr std::string_view kUndefined = "undefined reference to ", kTwice = "multiple definition of ";
    if (const auto at = text.find(kUndefined); at != text.npos) {
      const auto symbol = quoted(text.substr(at + kUndefined.size()));
      const auto line = line_with(sources_, bare_name(symbol));
      link_error(line == 0 ? "undefined" : "different", symbol, line);
      return true;
    }
    if (const auto at = text.find(kTwice); at != text.npos) {
      const auto symbol = quoted(text.substr(at + kTwice.size()));
      link_error("twice", symbol, line_with(sources_, bare_name(symbol)));
      return true;
    }
    return false;
  }

  static std::string quoted(std::string_view text) {
    if (!text.empty() && (text.front() == '`' || text.front() == '\'')) text.remove_prefix(1);
    return cut(tidy_symbol(text.substr(0, text.find('\''))));
  }

  const Sources& sources_;
  std::optional<Place> came_from_;   // the learner's place behind the diagnostic to come
  bool came_by_use_ = false;
  std::vector<std::vector<Diagnostic>> groups_;
};

}  // namespace

Reading read_compiler_output(std::string_view text, const Sources& sources) {
  Reader reader(sources);
  for (auto rest = text; !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size());
    reader.line(rest.substr(0, std::min<std::size_t>(end, 4000)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  Reading out{reader.take(), std::string(text)};
  replace_all(out.text, kSubmission, "");
  return out;
}

}  // namespace kata::cpp
