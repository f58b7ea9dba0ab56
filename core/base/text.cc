#include "base/text.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "base/utf8.h"

namespace kata {
namespace {

struct Range {
  char32_t first, last;
};
#include "base/width_table.inc"

constexpr char32_t kReplacement = 0xFFFD;

bool inside(char32_t point, const Range* begin, const Range* end) {
  const Range* after = std::upper_bound(begin, end, point, [](char32_t p, const Range& r) { return p < r.first; });
  return after != begin && point <= std::prev(after)->last;
}

// Marks that turn the direction of the text around them: what is read is then not what is there.
bool is_directional(char32_t p) {
  return p == 0x61C || p == 0x200E || p == 0x200F || (p >= 0x202A && p <= 0x202E) || (p >= 0x2066 && p <= 0x2069);
}

bool is_unprintable(char32_t p) {
  return p < 0x20 || (p >= 0x7F && p < 0xA0) || is_directional(p) || p == 0x2028 || p == 0x2029 || p == 0xFEFF ||
         (p >= 0xE0000 && p < 0xE0080) || (p & 0xFFFE) == 0xFFFE;
}

void append_hex(std::string& out, std::uint32_t number, int digits) {
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) out += "0123456789abcdef"[(number >> shift) & 15];
}

void append_escape(std::string& out, char32_t p) {
  switch (p) {
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
  }
  const bool small = p < 0x100;
  out += small ? "\\x" : p < 0x10000 ? "\\u" : "\\U";
  append_hex(out, p, small ? 2 : p < 0x10000 ? 4 : 8);
}

// Length of the UTF-8 sequence at the front of `text`, 0 where there is none. Unicode 15, table 3-7.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xC2 && lead < 0xE0 ? 2 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
  if (length == 0 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0) != 0x80) return 0;
  if (lead == 0xE0 && byte(1) < 0xA0) return 0;
  if (lead == 0xED && byte(1) > 0x9F) return 0;
  if (lead == 0xF0 && byte(1) < 0x90) return 0;
  if (lead == 0xF4 && byte(1) > 0x8F) return 0;
  return length;
}

void append_printable(std::string& out, std::string_view& text) {
  const auto byte = static_cast<unsigned char>(text.front());
  const bool broken = sequence_length(text) == 0;
  const char32_t point = next_code_point(text);
  if (broken) {
    out += "\\x";
    append_hex(out, byte, 2);
  } else if (is_unprintable(point)) {
    append_escape(out, point);
  } else {
    append_utf8(out, point);
  }
}

}  // namespace

char32_t next_code_point(std::string_view& text) {
  const std::size_t length = sequence_length(text);
  if (length <= 1) {
    const auto byte = static_cast<unsigned char>(text.front());
    text.remove_prefix(1);
    return length == 1 ? byte : kReplacement;
  }
  char32_t point = static_cast<unsigned char>(text[0]) & (0x7F >> length);
  for (std::size_t i = 1; i < length; ++i) point = point << 6 | (static_cast<unsigned char>(text[i]) & 0x3F);
  text.remove_prefix(length);
  return point;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = sequence_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

int width(char32_t p) {
  if (p < 0x20 || (p >= 0x7F && p < 0xA0)) return 0;
  if (p < 0x300) return 1;
  if (inside(p, std::begin(kZeroWidth), std::end(kZeroWidth))) return 0;
  return inside(p, std::begin(kWide), std::end(kWide)) ? 2 : 1;
}

int width(std::string_view text) {
  int cells = 0;
  while (!text.empty()) cells += width(next_code_point(text));
  return cells;
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) append_printable(out, text);
  return out;
}

std::string printable_lines(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t line = 0;  // where in `out` it begins
  while (!text.empty()) {
    if (text.starts_with("\r\n")) text.remove_prefix(1);
    if (text.front() == '\n') {
      out += '\n';
      line = out.size();
      text.remove_prefix(1);
    } else if (text.front() == '\t') {
      out.append(8 - (out.size() - line) % 8, ' ');
      text.remove_prefix(1);
    } else {
      append_printable(out, text);
    }
  }
  return out;
}

std::string shorten(std::string_view text, int cells) {
  if (width(text) <= cells) return std::string(text);
  std::string_view rest = text;
  std::size_t kept = 0;
  int used = 0;
  while (!rest.empty()) {
    used += width(next_code_point(rest));
    if (used > cells - 1) break;
    kept = text.size() - rest.size();
  }
  return cells > 0 ? std::string(text.substr(0, kept)) + "…" : "";
}

std::string shown(std::string_view word) {
  constexpr int kCells = 60;
  return shorten(printable(word.substr(0, std::size_t{4} * kCells)), kCells);
}

std::string pad(std::string_view text, int cells) {
  return std::string(text) + std::string(static_cast<std::size_t>(std::max(0, cells - width(text))), ' ');
}

std::string pad_left(std::string_view text, int cells) {
  return std::string(static_cast<std::size_t>(std::max(0, cells - width(text))), ' ') + std::string(text);
}

std::vector<std::string> wrap(std::string_view text, int cells) {
  std::vector<std::string> out;
  for (std::string_view line : split_lines(text)) {
    std::string current(line.substr(0, std::min(line.find_first_not_of(' '), line.size())));
    line.remove_prefix(current.size());
    const std::string lead = current;
    bool begun = false;
    while (!line.empty()) {
      const std::string_view word = line.substr(0, line.find(' '));
      line.remove_prefix(std::min(line.size(), word.size() + 1));
      if (begun && width(current) + 1 + width(word) > cells) {
        out.push_back(current);
        current = lead;
        begun = false;
      }
      if (begun) current += ' ';
      current += word;
      begun = true;
    }
    out.push_back(current);
  }
  return out;
}

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (true) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
    if (text.empty()) return lines;
  }
}

std::string indent(std::string_view text, std::string_view prefix) {
  std::string out;
  bool first = true;
  for (std::string_view line : split_lines(text)) {
    if (!first) out += '\n';
    first = false;
    if (!line.empty()) out.append(prefix).append(line);
  }
  return out;
}

}  // namespace kata
