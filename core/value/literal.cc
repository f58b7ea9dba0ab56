#include "value/literal.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <limits>

#include "kata/frames.h"

namespace kata {
namespace {

struct Wrong {
  std::string what;
  std::size_t at;
};

void append_utf8(std::string& out, std::uint32_t code) {
  auto put = [&](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (code < 0x80) return put(code);
  if (code < 0x800) return put(0xC0 | code >> 6), put(0x80 | (code & 0x3F));
  if (code < 0x10000) return put(0xE0 | code >> 12), put(0x80 | (code >> 6 & 0x3F)), put(0x80 | (code & 0x3F));
  put(0xF0 | code >> 18), put(0x80 | (code >> 12 & 0x3F)), put(0x80 | (code >> 6 & 0x3F)), put(0x80 | (code & 0x3F));
}

bool is_name_start(char c) { return std::isalpha(static_cast<unsigned char>(c)) || c == '_' || (c & 0x80); }
bool is_name(char c) { return is_name_start(c) || (c >= '0' && c <= '9'); }

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : 99;
}

// A recursive-descent parser; its errors are Wrong, caught by the two functions below and nowhere else.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Value whole_literal() {
    Value out = value();
    end();
    return out;
  }
  CallLiteral whole_call();

 private:
  [[noreturn]] void fail(std::string what) const { throw Wrong{std::move(what), at_}; }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  void space() {
    while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') ++at_;
  }
  bool take(char c) {
    space();
    if (peek() != c || at_ >= text_.size()) return false;
    ++at_;
    return true;
  }
  void expect(char c) {
    if (!take(c)) fail(std::string("expected '") + c + "'");
  }
  void end() {
    space();
    if (at_ < text_.size()) fail("unexpected '" + std::string(1, text_[at_]) + "'");
  }
  std::string_view name();

  Value value();
  Value term();
  Value atom();
  Value word();
  Value brackets();
  Value parentheses();
  Value braces();
  Values items(char close);
  Value number();
  Integer based(int bits);
  Value text();
  void piece(std::string& out, bool bytes, bool raw);
  void escape(std::string& out, bool bytes);
  std::uint32_t hex(int digits);
  std::optional<Value> special(std::string_view name);

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
};

std::string_view Parser::name() {
  space();
  const std::size_t begin = at_;
  if (is_name_start(peek())) {
    while (is_name(peek())) ++at_;
  }
  return text_.substr(begin, at_ - begin);
}

Value negated(Value value) {
  if (auto* integer = value.get<Integer>()) {
    if (!integer->magnitude.empty()) integer->negative = !integer->negative;
  } else if (auto* number = value.get<double>()) {
    *number = -*number;
  } else if (auto* number = value.get<Complex>()) {
    *number = {number->real == 0 ? 0 : -number->real, -number->imag};  // -2j is what repr writes for complex(0, -2)
  }
  return value;
}

bool is_number(const Value& value) { return value.get<Integer>() || value.get<double>() || value.get<Complex>(); }

double real_part(const Value& value) {
  if (auto* number = value.get<double>()) return *number;
  return std::strtod(value.get<Integer>()->decimal().c_str(), nullptr);
}

// A term, or `1 + 2j`.
Value Parser::value() {
  if (++depth_ > kMaxDepth) fail("nested too deeply");
  Value left = term();
  space();
  if ((peek() == '+' || peek() == '-') && (left.get<Integer>() || left.get<double>())) {
    const bool minus = text_[at_++] == '-';
    const Value right = term();
    auto* imaginary = right.get<Complex>();
    if (!imaginary) fail("expected an imaginary number");
    left = Complex{real_part(left), minus ? -imaginary->imag : imaginary->imag};
  }
  --depth_;
  return left;
}

Value Parser::term() {
  space();
  const char sign = peek();
  if (sign != '-' && sign != '+') return atom();
  ++at_;
  if (++depth_ > kMaxDepth) fail("nested too deeply");
  Value out = term();
  --depth_;
  if (!is_number(out)) fail("a sign needs a number");
  return sign == '-' ? negated(std::move(out)) : out;
}

Value Parser::atom() {
  space();
  const char c = peek();
  if (at_ >= text_.size()) fail("the text ends where a value is expected");
  if (c == '[') return brackets();
  if (c == '(') return parentheses();
  if (c == '{') return braces();
  if (c == '\'' || c == '"') return text();
  if (std::isdigit(static_cast<unsigned char>(c)) || (c == '.' && std::isdigit(static_cast<unsigned char>(peek(1))))) return number();
  if (is_name_start(c)) return word();
  fail("unexpected '" + std::string(1, c) + "'");
}

Value Parser::word() {
  const std::size_t begin = at_;
  const std::string_view word = name();
  if ((peek() == '\'' || peek() == '"') && word.size() <= 2) {
    at_ = begin;
    return text();
  }
  if (word == "None") return {};
  if (word == "True") return true;
  if (word == "False") return false;
  if (auto made = special(word)) return std::move(*made);
  at_ = begin;
  fail("'" + std::string(word) + "' is no literal; text stands in quotes");
}

// set(), frozenset(…), float('nan'), complex(1, 2).
std::optional<Value> Parser::special(std::string_view name) {
  if (name != "set" && name != "frozenset" && name != "float" && name != "complex") return std::nullopt;
  expect('(');
  Values args = items(')');
  if (name == "complex" && args.size() == 2) {
    for (auto& arg : args) {
      if (!arg.get<double>() && !arg.get<Integer>()) fail("complex() takes two numbers");
    }
    return Complex{real_part(args[0]), real_part(args[1])};
  }
  if (name == "float" && args.size() == 1 && args[0].get<Str>()) {
    std::string text = args[0].get<Str>()->text;
    if (text == "nan") return std::numeric_limits<double>::quiet_NaN();
    if (text == "inf" || text == "+inf") return std::numeric_limits<double>::infinity();
    if (text == "-inf") return -std::numeric_limits<double>::infinity();
    if (text == "-nan") return -std::numeric_limits<double>::quiet_NaN();
  }
  if ((name == "set" || name == "frozenset") && args.size() <= 1) {
    Values inside;
    if (args.size() == 1) {
      if (!args[0].items()) fail(std::string(name) + "() takes a list, a tuple or a set");
      inside = *args[0].items();
    }
    if (name == "set") return Set{std::move(inside)};
    return Frozenset{std::move(inside)};
  }
  fail("no literal: " + std::string(name) + "(…)");
}

Values Parser::items(char close) {
  Values out;
  while (!take(close)) {
    out.push_back(value());
    if (take(',')) continue;
    expect(close);
    break;
  }
  return out;
}

Value Parser::brackets() {
  ++at_;
  return List{items(']')};
}

Value Parser::parentheses() {
  ++at_;
  if (take(')')) return Tuple{};
  Value first = value();
  if (take(')')) return first;
  expect(',');
  Tuple out;
  out.items.push_back(std::move(first));
  for (auto& item : items(')')) out.items.push_back(std::move(item));
  return out;
}

// The last of equal keys wins, at the place of the first, as in Python.
void insert_last(Dict& dict, Value key, Value item) {
  for (auto& [known, old] : dict.items) {
    if (known == key) {
      old = std::move(item);
      return;
    }
  }
  dict.items.emplace_back(std::move(key), std::move(item));
}

Value Parser::braces() {
  ++at_;
  if (take('}')) return Dict{};
  Value first = value();
  if (!take(':')) {
    Set out;
    Values more;
    if (!take('}')) {
      expect(',');
      more = items('}');
    }
    out.items.push_back(std::move(first));
    for (auto& item : more) {
      if (std::find(out.items.begin(), out.items.end(), item) == out.items.end()) out.items.push_back(std::move(item));
    }
    return out;
  }
  Dict out;
  insert_last(out, std::move(first), value());
  while (!take('}')) {
    expect(',');
    if (take('}')) break;
    Value key = value();
    expect(':');
    insert_last(out, std::move(key), value());
  }
  return out;
}

// ---- numbers ----

// Digits of base 2, 8 or 16 behind their prefix.
Integer Parser::based(int bits) {
  at_ += 2;
  Integer out;
  std::string reversed;  // little-endian bytes
  std::string digits;
  for (; digit_value(peek()) < 1 << bits || peek() == '_'; ++at_) {
    if (peek() != '_') digits.push_back(peek());
  }
  if (digits.empty()) fail("a number without digits");
  unsigned pending = 0;
  int have = 0;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
    pending |= static_cast<unsigned>(digit_value(*digit)) << have;
    have += bits;
    for (; have >= 8; have -= 8, pending >>= 8) reversed.push_back(static_cast<char>(pending));
  }
  if (have > 0) reversed.push_back(static_cast<char>(pending));
  while (!reversed.empty() && reversed.back() == '\0') reversed.pop_back();
  out.magnitude.assign(reversed.rbegin(), reversed.rend());
  return out;
}

Value Parser::number() {
  const char base = static_cast<char>(peek(1) | 0x20);
  if (peek() == '0' && (base == 'x' || base == 'o' || base == 'b')) return based(base == 'x' ? 4 : base == 'o' ? 3 : 1);
  std::string digits;
  bool real = false;
  for (;; ++at_) {
    const char c = peek();
    if (std::isdigit(static_cast<unsigned char>(c))) digits.push_back(c);
    else if (c == '_' && std::isdigit(static_cast<unsigned char>(peek(1)))) continue;
    else if (c == '.' && !real) real = true, digits.push_back(c);
    else break;
  }
  const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
  if ((peek() | 0x20) == 'e' && std::isdigit(static_cast<unsigned char>(peek(1 + sign)))) {
    real = true;
    digits += 'e';
    if (sign) digits += peek(1);
    for (at_ += 1 + sign; std::isdigit(static_cast<unsigned char>(peek())); ++at_) digits.push_back(peek());
  }
  const bool imaginary = (peek() | 0x20) == 'j';
  if (imaginary) ++at_;
  if (is_name(peek())) fail("a number runs into a name");
  if (!real && !imaginary) {
    if (digits.size() > 1 && digits[0] == '0' && digits.find_first_not_of('0') != digits.npos) fail("leading zeros are not allowed");
    return *Integer::parse(digits);
  }
  double number = 0;
  if (std::from_chars(digits.data(), digits.data() + digits.size(), number).ec == std::errc::result_out_of_range) {
    number = std::strtod(digits.c_str(), nullptr);
  }
  if (imaginary) return Complex{0, number};
  return number;
}

// ---- text ----

Value Parser::text() {
  std::string out;
  bool bytes = false;
  for (bool first = true;; first = false) {
    space();
    std::string prefix;
    for (std::size_t i = 0; i < 3 && peek(i) != '\'' && peek(i) != '"'; ++i) prefix.push_back(static_cast<char>(peek(i) | 0x20));
    const bool known = prefix.empty() || prefix == "r" || prefix == "u" || prefix == "b" || prefix == "br" || prefix == "rb";
    if (!known) {
      if (first) fail("unknown prefix of a text");
      break;
    }
    const bool is_bytes = prefix.find('b') != prefix.npos;
    if (!first && is_bytes != bytes) fail("text and bytes don't mix");
    bytes = is_bytes;
    at_ += prefix.size();
    piece(out, bytes, prefix.find('r') != prefix.npos);
  }
  if (bytes) return Bytes{std::move(out)};
  return Str{std::move(out)};
}

void Parser::piece(std::string& out, bool bytes, bool raw) {
  const char quote = peek();
  const bool triple = peek(1) == quote && peek(2) == quote;
  at_ += triple ? 3 : 1;
  for (;;) {
    if (at_ >= text_.size()) fail("a text without its closing quote");
    const char c = text_[at_];
    if (c == quote && (!triple || (peek(1) == quote && peek(2) == quote))) break;
    if (c == '\n' && !triple) fail("a text without its closing quote");
    if (bytes && (c & 0x80)) fail("bytes take ASCII characters only");
    ++at_;
    if (c != '\\') out.push_back(c);
    else if (raw) (out += c) += at_ < text_.size() ? std::string(1, text_[at_++]) : "";
    else escape(out, bytes);
  }
  at_ += triple ? 3 : 1;
}

std::uint32_t Parser::hex(int digits) {
  std::uint32_t code = 0;
  for (int i = 0; i < digits; ++i, ++at_) {
    if (digit_value(peek()) > 15) fail("an escape with too few hexadecimal digits");
    code = code << 4 | static_cast<std::uint32_t>(digit_value(peek()));
  }
  return code;
}

void Parser::escape(std::string& out, bool bytes) {
  const char c = peek();
  ++at_;
  auto put = [&](std::uint32_t code) {
    if (code > 0x10FFFF) fail("no such character");
    if (bytes) out.push_back(static_cast<char>(code));
    else append_utf8(out, code);
  };
  constexpr std::string_view kNames = "abfnrtv\\'\"", kCodes = "\a\b\f\n\r\t\v\\'\"";
  if (const auto i = kNames.find(c); i != kNames.npos && c != '\0') return out.push_back(kCodes[i]);
  if (c == '\n') return;
  if (c == 'x') return put(hex(2));
  if (!bytes && c == 'u') return put(hex(4));
  if (!bytes && c == 'U') return put(hex(8));
  if (c >= '0' && c <= '7') {
    std::uint32_t code = static_cast<std::uint32_t>(c - '0');
    for (int i = 0; i < 2 && peek() >= '0' && peek() <= '7'; ++i) code = code * 8 + static_cast<std::uint32_t>(text_[at_++] - '0');
    return put(bytes ? code & 0xFF : code);
  }
  out += '\\';
  --at_;  // an unknown escape stands for itself
  if (at_ < text_.size()) out.push_back(text_[at_++]);
}

// ---- calls ----

CallLiteral Parser::whole_call() {
  CallLiteral out;
  do {
    const std::string_view part = name();
    if (part.empty()) fail("expected the name of a function");
    if (!out.function.empty()) out.function += '.';
    out.function += part;
  } while (take('.'));
  expect('(');
  while (!take(')')) {
    const std::size_t begin = (space(), at_);
    const std::string_view key = name();
    if (!key.empty() && take('=')) {
      for (const auto& [known, old] : out.kwargs) {
        if (known == key) fail("'" + std::string(key) + "' is given twice");
      }
      out.kwargs.emplace_back(key, value());
    } else {
      at_ = begin;
      if (!out.kwargs.empty()) fail("a positional argument behind a keyword argument");
      out.args.push_back(value());
    }
    if (take(',')) continue;
    expect(')');
    break;
  }
  end();
  return out;
}

template <class F> auto parsed(std::string* error, F parse) -> std::optional<decltype(parse())> {
  try {
    return parse();
  } catch (const Wrong& wrong) {
    if (error) *error = "column " + std::to_string(wrong.at + 1) + ": " + wrong.what;
    return std::nullopt;
  }
}

}  // namespace

std::optional<Value> parse_literal(std::string_view python, std::string* error) {
  return parsed(error, [&] { return Parser(python).whole_literal(); });
}

std::optional<CallLiteral> parse_call(std::string_view python, std::string* error) {
  return parsed(error, [&] { return Parser(python).whole_call(); });
}

}  // namespace kata
