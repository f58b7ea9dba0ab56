#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "kata/value.h"

namespace kata {
namespace {

// One code point of UTF-8 with lone surrogates; a byte that fits nothing counts as one of its own, with `valid` false.
struct CodePoint {
  char32_t code = 0;
  std::size_t size = 1;
  bool valid = true;
};

CodePoint next_code_point(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return {lead, 1};
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return {lead, 1, false};
  char32_t code = lead & (0x7F >> size);
  for (std::size_t i = 1; i < size; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0) != 0x80) return {lead, 1, false};
    code = code << 6 | (byte & 0x3F);
  }
  return {code, size};
}

struct Range {
  char32_t first, last;
};
// What repr() escapes: controls, separators other than the space, formats, surrogates, private and non-characters. Not
// all code points without a meaning are here: those need Unicode's tables and are the same on both sides of a message.
constexpr Range kUnprintable[] = {
    {0x00, 0x1F},     {0x7F, 0xA0},     {0xAD, 0xAD},     {0x0600, 0x0605}, {0x061C, 0x061C}, {0x06DD, 0x06DD},
    {0x070F, 0x070F}, {0x1680, 0x1680}, {0x180E, 0x180E}, {0x2000, 0x200F}, {0x2028, 0x202F}, {0x205F, 0x206F},
    {0x3000, 0x3000}, {0xD800, 0xF8FF}, {0xFEFF, 0xFEFF}, {0xFFF0, 0xFFFB}, {0xFFFE, 0xFFFF}, {0xE0000, 0x10FFFF}};

bool printable(char32_t code) {
  for (const auto& range : kUnprintable) {
    if (code >= range.first && code <= range.last) return false;
  }
  return (code & 0xFFFE) != 0xFFFE;
}

// Python's repr of a float: the shortest digits that read back, an exponent below 1e-04 and from 1e+16 on.
std::string python_float(double number) {
  char buffer[40];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, std::fabs(number), std::chars_format::scientific).ptr;
  const std::string_view text(buffer, static_cast<std::size_t>(end - buffer));
  const std::size_t e = text.find('e');
  std::string digits(text.substr(0, 1));
  if (e > 2) digits += text.substr(2, e - 2);
  int exponent = 0;
  const char* exponent_digits = text.data() + e + (text[e + 1] == '+' ? 2 : 1);
  std::from_chars(exponent_digits, end, exponent);
  std::string out = std::signbit(number) ? "-" : "";
  if (exponent < -4 || exponent >= 16) {
    char tail[16];
    std::snprintf(tail, sizeof tail, "e%c%02d", exponent < 0 ? '-' : '+', std::abs(exponent));
    out += digits[0];
    if (digits.size() > 1) out.append(1, '.').append(digits, 1);
    return out.append(tail);
  }
  if (exponent < 0) return out.append("0.").append(static_cast<std::size_t>(-exponent - 1), '0').append(digits);
  const auto whole = static_cast<std::size_t>(exponent) + 1;
  if (digits.size() < whole) digits.append(whole - digits.size(), '0');
  out.append(digits, 0, whole).append(1, '.');
  return digits.size() > whole ? out.append(digits, whole) : out.append(1, '0');
}

class Speller {
 public:
  Speller(Spelling spelling, std::size_t limit) : python_(spelling == Spelling::python), limit_(limit) {}

  std::string take() && {
    if (out_.size() <= limit_) return std::move(out_);
    std::size_t cut = limit_;
    while (cut > 0 && (static_cast<unsigned char>(out_[cut]) & 0xC0) == 0x80) --cut;
    out_.resize(cut);
    return std::move(out_) + "…";
  }

  void value(const Value& value) {
    if (!full()) std::visit(*this, value.data());
  }

  void operator()(const None&) { out_ += python_ ? "None" : "std::nullopt"; }
  void operator()(bool b) { out_ += python_ ? (b ? "True" : "False") : (b ? "true" : "false"); }
  void operator()(const Integer& integer);
  void operator()(double number);
  void operator()(const Complex& number);
  void operator()(const Str& str) { quoted(str.text, false); }
  void operator()(const Bytes& bytes) { quoted(bytes.data, true); }
  void operator()(const List& list) { python_ ? sequence("[", list.items, "]") : sequence("{", list.items, "}"); }
  void operator()(const Tuple& tuple) {
    if (!python_) return sequence("{", tuple.items, "}");
    sequence("(", tuple.items, tuple.items.size() == 1 ? ",)" : ")");
  }
  void operator()(const Set& set) {
    if (python_ && set.items.empty()) out_ += "set()";
    else sequence("{", set.items, "}");
  }
  void operator()(const Frozenset& set) {
    if (!python_) return sequence("{", set.items, "}");
    if (set.items.empty()) out_ += "frozenset()";
    else sequence("frozenset({", set.items, "})");
  }
  void operator()(const Dict& dict);
  void operator()(const Boxed<Exception>& exception);
  void operator()(const Boxed<Object>& object) { raw(object->repr.empty() ? object->type : object->repr); }
  void operator()(const Subclass& subclass);
  void operator()(const Remote& remote) { raw(remote.name.empty() ? "<function>" : remote.name); }

 private:
  bool full() const { return out_.size() > limit_; }
  void raw(std::string_view text) { out_ += text.substr(0, limit_ + 4); }
  void sequence(std::string_view open, const Values& items, std::string_view close);
  void quoted(std::string_view text, bool bytes);
  void escape(char32_t code, char quote, bool byte);

  bool python_;
  std::size_t limit_;
  std::string out_;
};

void Speller::operator()(const Integer& integer) {
  constexpr std::size_t kReadable = 1800;  // bytes; beyond, Python itself refuses decimal digits
  if (integer.magnitude.size() <= kReadable) {
    out_ += integer.decimal();
    return;
  }
  out_ += integer.negative ? "-0x" : "0x";
  char hex[3];
  bool first = true;
  for (unsigned char byte : integer.magnitude) {
    std::snprintf(hex, sizeof hex, first ? "%x" : "%02x", byte);
    first = false;
    out_ += hex;
    if (full()) return;
  }
}

void Speller::operator()(double number) {
  const char* sign = std::signbit(number) ? "-" : "";
  if (std::isnan(number)) out_ += python_ ? "float('nan')" : "NAN";
  else if (std::isinf(number)) out_ += python_ ? std::string("float('") + sign + "inf')" : std::string(sign) + "INFINITY";
  else out_ += python_float(number);
}

// (1+2j) where that reads back as the same number.
void Speller::operator()(const Complex& number) {
  const bool plain = std::isfinite(number.real) && std::isfinite(number.imag) && !(number.real == 0 && std::signbit(number.real));
  if (python_ && plain) {
    auto whole = [](double part) {
      std::string text = python_float(part);
      if (text.ends_with(".0")) text.resize(text.size() - 2);
      return text;
    };
    const std::string imaginary = whole(number.imag) + "j";
    if (number.real == 0) out_ += imaginary;
    else out_ += "(" + whole(number.real) + (imaginary[0] == '-' ? "" : "+") + imaginary + ")";
    return;
  }
  out_ += python_ ? "complex(" : "{";
  (*this)(number.real);
  out_ += ", ";
  (*this)(number.imag);
  out_ += python_ ? ")" : "}";
}

void Speller::sequence(std::string_view open, const Values& items, std::string_view close) {
  out_ += open;
  bool first = true;
  for (const auto& item : items) {
    if (full()) return;
    if (!first) out_ += ", ";
    first = false;
    value(item);
  }
  out_ += close;
}

void Speller::operator()(const Dict& dict) {
  out_ += '{';
  bool first = true;
  for (const auto& [key, item] : dict.items) {
    if (full()) return;
    if (!first) out_ += ", ";
    first = false;
    if (!python_) out_ += '{';
    value(key);
    out_ += python_ ? ": " : ", ";
    value(item);
    if (!python_) out_ += '}';
  }
  out_ += '}';
}

void Speller::operator()(const Boxed<Exception>& exception) {
  raw(exception->types.empty() ? "Exception" : exception->types.front());
  if (!exception->args.empty()) return sequence("(", exception->args, ")");
  out_ += '(';
  if (!exception->message.empty()) quoted(exception->message, false);
  out_ += ')';
}

void Speller::operator()(const Subclass& subclass) {
  raw(subclass.type);
  out_ += '(';
  if (!subclass.base.empty()) value(subclass.base.front());
  out_ += ')';
}

void Speller::quoted(std::string_view text, bool bytes) {
  if (python_ && bytes) out_ += 'b';
  const bool apostrophe = text.find('\'') != text.npos && text.find('"') == text.npos;
  const char quote = !python_ || apostrophe ? '"' : '\'';
  out_ += quote;
  while (!text.empty() && !full()) {
    const auto point = bytes ? CodePoint{static_cast<unsigned char>(text[0])} : next_code_point(text);
    const bool plain = point.valid && point.code != U'\\' && point.code != static_cast<char32_t>(quote) &&
                       (bytes ? point.code >= 0x20 && point.code < 0x7F : printable(point.code));
    if (plain) out_ += text.substr(0, point.size);
    else escape(point.code, quote, bytes || !point.valid);
    text.remove_prefix(point.size);
  }
  out_ += quote;
}

void Speller::escape(char32_t code, char quote, bool byte) {
  const auto number = static_cast<unsigned>(code);
  char buffer[16];
  if (code == U'\n') out_ += "\\n";
  else if (code == U'\r') out_ += "\\r";
  else if (code == U'\t') out_ += "\\t";
  else if (code == U'\\') out_ += "\\\\";
  else if (code == static_cast<char32_t>(quote)) (out_ += '\\') += quote;
  else if (byte || code < 0x100) {
    // In C++ \x takes every hexadecimal digit that follows, an octal escape takes three.
    std::snprintf(buffer, sizeof buffer, python_ ? "\\x%02x" : "\\%03o", number & 0xFF);
    out_ += buffer;
  } else {
    std::snprintf(buffer, sizeof buffer, code < 0x10000 ? "\\u%04x" : "\\U%08x", number);
    out_ += buffer;
  }
}

}  // namespace

std::string spell(const Value& value, Spelling spelling, std::size_t limit) {
  Speller speller(spelling, limit);
  speller.value(value);
  return std::move(speller).take();
}

}  // namespace kata
