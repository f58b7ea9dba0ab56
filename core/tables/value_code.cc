#include <fmt/format.h>

#include <cmath>

#include "base/text.h"
#include "tables/words.h"

namespace kata::tables {
namespace {

std::string joined(const Values& items) {
  std::string out;
  for (const Value& item : items) out += (out.empty() ? "" : ", ") + value_code(item);
  return out;
}

std::string code(None) { return "nullptr"; }
std::string code(bool value) { return value ? "true" : "false"; }
std::string code(const Integer& value) {
  const auto small = value.to_int64();
  return small && *small > -(1ll << 53) && *small < 1ll << 53 ? value.decimal() : fmt::format("integer(\"{}\")", value.decimal());
}
std::string code(double value) {
  if (std::isnan(value)) return std::signbit(value) ? "-std::numeric_limits<double>::quiet_NaN()" : "std::numeric_limits<double>::quiet_NaN()";
  if (std::isinf(value)) return std::signbit(value) ? "-std::numeric_limits<double>::infinity()" : "std::numeric_limits<double>::infinity()";
  return spell(value);
}
std::string code(const Complex& value) { return fmt::format("Complex{{{}, {}}}", code(value.real), code(value.imag)); }
std::string text_code(std::string_view text) {
  if (text.find('\0') == text.npos) return in_quotes(text);
  return fmt::format("std::string_view({}, {})", in_quotes(text), text.size());
}
std::string code(const Str& value) { return text_code(value.text); }
std::string code(const Bytes& value) { return fmt::format("bytes({})", text_code(value.data)); }
std::string code(const List& value) { return fmt::format("list({})", joined(value.items)); }
std::string code(const Tuple& value) { return fmt::format("tuple({})", joined(value.items)); }
std::string code(const Set& value) { return fmt::format("set({})", joined(value.items)); }
std::string code(const Frozenset& value) { return fmt::format("frozenset({})", joined(value.items)); }
std::string code(const Dict& value) {
  if (value.items.empty()) return "Dict{}";
  std::string out;
  for (const auto& [key, item] : value.items) out += fmt::format("{}{{{}, {}}}", out.empty() ? "" : ", ", value_code(key), value_code(item));
  return fmt::format("dict({{{}}})", out);
}
template <class T> std::string code(const T&) { return "nullptr"; }   // no literal is one of these

}  // namespace

std::string value_code(const Value& value) {
  return std::visit([](const auto& data) { return code(data); }, value.data());
}

std::string in_quotes(std::string_view text) {
  const bool readable = is_utf8(text);
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out += {'\\', c};
    else if (c == '\n') out += "\\n";
    else if (byte < 0x20 || byte == 0x7f || (byte > 0x7f && !readable)) out += fmt::format("\\{:03o}", byte);
    else out += c;
  }
  return out + '"';
}

}  // namespace kata::tables
