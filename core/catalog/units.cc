#include "catalog/units.h"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace kata::catalog {
namespace {

// Sorted: it is searched by halves.
constexpr std::string_view kCppKeywords[] = {
    "alignas", "alignof", "and", "and_eq", "asm", "auto", "bitand", "bitor", "bool", "break", "case", "catch", "char",
    "char16_t", "char32_t", "char8_t", "class", "co_await", "co_return", "co_yield", "compl", "concept", "const",
    "const_cast", "consteval", "constexpr", "constinit", "continue", "decltype", "default", "delete", "do", "double",
    "dynamic_cast", "else", "enum", "explicit", "export", "extern", "false", "float", "for", "friend", "goto", "if",
    "inline", "int", "long", "mutable", "namespace", "new", "noexcept", "not", "not_eq", "nullptr", "operator", "or",
    "or_eq", "private", "protected", "public", "register", "reinterpret_cast", "requires", "return", "short", "signed",
    "sizeof", "static", "static_assert", "static_cast", "struct", "switch", "template", "this", "thread_local", "throw",
    "true", "try", "typedef", "typeid", "typename", "union", "unsigned", "using", "virtual", "void", "volatile",
    "wchar_t", "while", "xor", "xor_eq",
};
static_assert(std::is_sorted(std::begin(kCppKeywords), std::end(kCppKeywords)));

constexpr std::string_view kGlobalNames[] = {
#include "catalog/global_names.inc"
};
static_assert(std::is_sorted(std::begin(kGlobalNames), std::end(kGlobalNames)));

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

struct Amount {
  std::int64_t number;
  std::string_view unit;
};

std::optional<Amount> split_amount(std::string_view text) {
  const auto digits = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
  const auto number = parse_integer(text.substr(0, digits));
  if (!number || *number <= 0) return std::nullopt;
  return Amount{*number, text.substr(digits)};
}

std::optional<std::int64_t> scaled(const Amount& amount, std::int64_t factor) {
  std::int64_t out = 0;
  if (__builtin_mul_overflow(amount.number, factor, &out)) return std::nullopt;
  return out;
}

}  // namespace

std::optional<std::int64_t> parse_integer(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  const std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
  if (digits.size() > 1 && digits.starts_with('0')) return std::nullopt;
  return number;
}

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
  const auto amount = split_amount(text);
  if (!amount) return std::nullopt;
  const std::int64_t factor = amount->unit == "ms" ? 1 : amount->unit == "s" ? 1000 : amount->unit == "min" ? 60'000 : 0;
  if (factor == 0) return std::nullopt;
  const auto total = scaled(*amount, factor);
  return total ? std::optional(std::chrono::milliseconds(*total)) : std::nullopt;
}

std::optional<std::uint64_t> parse_bytes(std::string_view text) {
  const auto amount = split_amount(text);
  if (!amount) return std::nullopt;
  const int shift = amount->unit == "KiB" ? 10 : amount->unit == "MiB" ? 20 : amount->unit == "GiB" ? 30 : 0;
  if (shift == 0) return std::nullopt;
  const auto total = scaled(*amount, std::int64_t{1} << shift);
  return total ? std::optional(static_cast<std::uint64_t>(*total)) : std::nullopt;
}

bool is_cpp_keyword(std::string_view text) {
  return std::binary_search(std::begin(kCppKeywords), std::end(kCppKeywords), text);
}

bool is_global_name(std::string_view text) {
  return std::binary_search(std::begin(kGlobalNames), std::end(kGlobalNames), text);
}

std::span<const std::string_view> cpp_keywords() { return kCppKeywords; }

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= 64 && is_lower(text[0]) && !is_cpp_keyword(text) &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_lower(c) || is_digit(c) || c == '_'; });
}

bool is_locale(std::string_view text) {
  const std::string_view language = text.substr(0, text.find('_'));
  if (language.size() < 2 || language.size() > 3 || !std::all_of(language.begin(), language.end(), is_lower)) return false;
  const std::string_view rest = text.substr(language.size());
  return rest.empty() || (rest.size() == 3 && rest[1] >= 'A' && rest[1] <= 'Z' && rest[2] >= 'A' && rest[2] <= 'Z');
}

}  // namespace kata::catalog
