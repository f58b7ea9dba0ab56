// What AddressSanitizer and UndefinedBehaviorSanitizer wrote, as a few lines: what happened, then where.
#include <algorithm>
#include <charconv>

#include "language/cpp/compiler.h"

namespace kata::cpp {

namespace {

constexpr std::size_t kMostLines = 12;
constexpr std::string_view kHere = "kata: it was here";   // support/sanitized.cc

// "solution.cc:12:5" somewhere in the line, if it is one of the learner's files; the rest of the line is `after`.
struct Own {
  std::string place;      // "solution.cc:12"
  std::string_view after;
};
std::optional<Own> own_place(const Sources& files, std::string_view line) {
  for (const auto& [path, content] : files) {
    for (auto at = line.find(path + ":"); at != line.npos; at = line.find(path + ":", at + 1)) {
      if (at > 0 && line[at - 1] != ' ' && line[at - 1] != '/' && line[at - 1] != '(') continue;
      auto end = at + path.size() + 1;
      const auto digits = end;
      while (end < line.size() && line[end] >= '0' && line[end] <= '9') ++end;
      if (end > digits) return Own{std::string(line.substr(at, end - at)), line.substr(end)};
    }
  }
  return std::nullopt;
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with(':') || text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

// "#1 0x4015f3 in rotate(…) solution.cc:12" → "rotate(…)".
std::string_view function_of(std::string_view frame, const std::string& place) {
  const auto in = frame.find(" in ");
  if (in == frame.npos) return {};
  frame.remove_prefix(in + 4);
  frame = frame.substr(0, frame.find(place));
  return trimmed(frame.substr(0, frame.find_last_of(' ')));
}

// Calls `act` with each line, cut.
template <class F> void for_each_line(std::string_view text, F act) {
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    act(text.substr(0, std::min<std::size_t>(end, 2000)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

std::string line_of(std::string_view content, std::int64_t number) {
  std::string found;
  for_each_line(content, [&](std::string_view line) {
    if (--number == 0) found = trimmed(line);
  });
  return found;
}

std::optional<TraceLine> trace_line(const Sources& files, std::string_view frame) {
  const auto own = own_place(files, frame);
  if (!own) return std::nullopt;
  const auto colon = own->place.rfind(':');
  TraceLine line{.file = own->place.substr(0, colon)};
  std::from_chars(own->place.data() + colon + 1, own->place.data() + own->place.size(), line.line);
  line.function = function_of(frame, own->place).substr(0, 200);
  for (const auto& [path, content] : files)
    if (path == line.file) line.text = line_of(content, line.line);
  return line;
}

class Summary {
 public:
  explicit Summary(const Sources& files) : files_(files) {}

  void line(std::string_view text) {
    if (lines_.size() >= kMostLines) return;
    if (const auto at = text.find("runtime error: "); at != text.npos) return undefined_behaviour(text, at);
    if (text.find(": Assertion '") != text.npos && text.ends_with("failed.")) return assertion(text);
    if (const auto at = text.find("ERROR: AddressSanitizer: "); at != text.npos) return address(text.substr(at + 25));
    if (!in_report_) return;
    const auto words = trimmed(text);
    if (words.starts_with("SUMMARY:")) in_report_ = false;
    else if (words.starts_with("#")) frame(words);
    else if (words.starts_with("READ of") || words.starts_with("WRITE of")) lines_.emplace_back(words.substr(0, words.find(" at ")));
    else if (words.starts_with("freed by") || words.starts_with("previously allocated by") || words.starts_with("allocated by")) section(words);
    else if (words.find(" bytes ") != words.npos && words.find("-byte region") != words.npos) lines_.push_back(region(words));
  }

  std::string text() const {
    std::string out;
    for (const auto& line : lines_) out += (out.empty() ? "" : "\n") + line;
    return out;
  }

 private:
  void undefined_behaviour(std::string_view text, std::size_t at) {
    const auto own = own_place(files_, text.substr(0, at));
    std::string line = (own ? own->place + ": " : std::string()) + std::string(trimmed(text.substr(at + 15)));
    if (std::find(lines_.begin(), lines_.end(), line) == lines_.end()) lines_.push_back(std::move(line));
  }
  // "/usr/include/c++/12/bits/stl_vector.h:1123: … std::vector<int>::operator[](…) [with …]: Assertion '__n < this->size()' failed."
  void assertion(std::string_view text) {
    const auto at = text.find(": Assertion '");
    auto function = text.substr(0, at);
    function = function.substr(0, function.find(" [with "));
    function = function.substr(0, function.rfind('('));
    function.remove_prefix(std::min(function.size(), function.rfind(' ') + 1));
    lines_.push_back(std::string(function.substr(0, 200)) + ": " + std::string(text.substr(at + 2, 200)));
  }
  void address(std::string_view text) {
    in_report_ = true;
    shown_ = 0;
    // "heap-buffer-overflow on address 0x… at pc …": the numbers tell a learner nothing.
    lines_.emplace_back(trimmed(text.substr(0, std::min(text.find(" on "), text.find(" (pc ")))));
  }
  void section(std::string_view words) {
    shown_ = 0;
    lines_.push_back(std::string(words.substr(0, words.find(" by "))) + " at:");
  }
  static std::string region(std::string_view words) {   // "0x… is located 0 bytes to the right of 12-byte region [0x…)"
    const auto is = words.find("is located");
    return std::string(words.substr(is == words.npos ? 0 : is, words.find(" [") - (is == words.npos ? 0 : is)));
  }
  void frame(std::string_view words) {
    const auto own = own_place(files_, words);
    if (!own || shown_ == 3) return;
    ++shown_;
    const auto function = function_of(words, own->place);
    lines_.push_back("  " + own->place + (function.empty() ? "" : " in " + std::string(function.substr(0, 200))));
  }

  const Sources& files_;
  std::vector<std::string> lines_;
  bool in_report_ = false;
  int shown_ = 0;
};

}  // namespace

std::string explain(const Sources& files, std::string_view err) {
  Summary summary(files);
  for_each_line(err, [&](std::string_view line) { summary.line(line); });
  return summary.text();
}

std::vector<TraceLine> where(const Sources& files, std::string_view err) {
  std::vector<TraceLine> best, now;
  bool told = false;
  // Of several threads the one that is deepest in the learner's own lines.
  const auto keep_better = [&] {
    if (now.size() > best.size()) best = now;
    now.clear();
  };
  for_each_line(err, [&](std::string_view line) {
    const auto words = trimmed(line);
    if (words == kHere) told = true, keep_better();
    else if (told && words.starts_with('#') && now.size() < kMostLines) {
      if (auto own = trace_line(files, words)) now.push_back(std::move(*own));
    }
  });
  keep_better();
  std::reverse(best.begin(), best.end());
  return best;
}

}  // namespace kata::cpp
