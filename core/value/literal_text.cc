#include "value/literal_text.h"

#include "base/utf8.h"

namespace kata::literal {
namespace {

std::uint32_t hex(Cursor& from, int digits) {
  std::uint32_t code = 0;
  for (int i = 0; i < digits; ++i, from.skip(1)) {
    if (digit_value(from.peek()) > 15) from.fail(N_("an escape with too few hexadecimal digits"));
    code = code << 4 | static_cast<std::uint32_t>(digit_value(from.peek()));
  }
  return code;
}

void escape(Cursor& from, std::string& out, bool bytes) {
  const char c = from.peek();
  from.skip(1);
  auto put = [&](std::uint32_t code) {
    if (code > 0x10FFFF) from.fail(N_("no such character"));
    if (bytes) out.push_back(static_cast<char>(code));
    else append_utf8(out, code);
  };
  constexpr std::string_view kNames = "abfnrtv\\'\"", kCodes = "\a\b\f\n\r\t\v\\'\"";
  if (const auto i = kNames.find(c); i != kNames.npos && c != '\0') return out.push_back(kCodes[i]);
  if (c == '\n') return;
  if (c == 'x') return put(hex(from, 2));
  if (!bytes && c == 'u') return put(hex(from, 4));
  if (!bytes && c == 'U') return put(hex(from, 8));
  if (c >= '0' && c <= '7') {
    std::uint32_t code = static_cast<std::uint32_t>(c - '0');
    for (int i = 0; i < 2 && from.peek() >= '0' && from.peek() <= '7'; ++i) code = code * 8 + static_cast<std::uint32_t>(from.next() - '0');
    return put(bytes ? code & 0xFF : code);
  }
  out += '\\';
  from.go_to(from.at() - 1);  // an unknown escape stands for itself
  if (!from.over()) out.push_back(from.next());
}

void piece(Cursor& from, std::string& out, bool bytes, bool raw) {
  const char quote = from.peek();
  const bool triple = from.peek(1) == quote && from.peek(2) == quote;
  from.skip(triple ? 3 : 1);
  for (;;) {
    if (from.over()) from.fail(N_("a text without its closing quote"));
    const char c = from.peek();
    if (c == quote && (!triple || (from.peek(1) == quote && from.peek(2) == quote))) break;
    if (c == '\n' && !triple) from.fail(N_("a text without its closing quote"));
    if (bytes && (c & 0x80)) from.fail(N_("bytes take ASCII characters only"));
    from.skip(1);
    if (c != '\\') out.push_back(c);
    else if (raw) (out += c) += !from.over() ? std::string(1, from.next()) : "";
    else escape(from, out, bytes);
  }
  from.skip(triple ? 3 : 1);
}

}  // namespace

Value read_text(Cursor& from) {
  std::string out;
  bool bytes = false;
  for (bool first = true;; first = false) {
    from.space();
    std::string prefix;
    for (std::size_t i = 0; i < 3 && from.peek(i) != '\'' && from.peek(i) != '"'; ++i) prefix.push_back(static_cast<char>(from.peek(i) | 0x20));
    const bool known = prefix.empty() || prefix == "r" || prefix == "u" || prefix == "b" || prefix == "br" || prefix == "rb";
    if (!known) {
      if (first) from.fail(N_("unknown prefix of a text"));
      break;
    }
    const bool is_bytes = prefix.find('b') != prefix.npos;
    if (!first && is_bytes != bytes) from.fail(N_("text and bytes don't mix"));
    bytes = is_bytes;
    from.skip(prefix.size());
    piece(from, out, bytes, prefix.find('r') != prefix.npos);
  }
  if (bytes) return Bytes{std::move(out)};
  return Str{std::move(out)};
}

}  // namespace kata::literal
