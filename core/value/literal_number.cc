#include "value/literal_number.h"

#include <charconv>
#include <cstdlib>

namespace kata::literal {
namespace {

// Digits of base 2, 8 or 16 behind their prefix.
Integer based(Cursor& from, int bits) {
  from.skip(2);
  Integer out;
  std::string reversed;  // little-endian bytes
  std::string digits;
  for (; digit_value(from.peek()) < 1 << bits || from.peek() == '_'; from.skip(1)) {
    if (from.peek() != '_') digits.push_back(from.peek());
  }
  if (digits.empty()) from.fail(N_("a number without digits"));
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

}  // namespace

Value read_number(Cursor& from) {
  const char base = static_cast<char>(from.peek(1) | 0x20);
  if (from.peek() == '0' && (base == 'x' || base == 'o' || base == 'b')) return based(from, base == 'x' ? 4 : base == 'o' ? 3 : 1);
  std::string digits;
  bool real = false;
  for (;; from.skip(1)) {
    const char c = from.peek();
    if (is_digit(c)) digits.push_back(c);
    else if (c == '_' && is_digit(from.peek(1))) continue;
    else if (c == '.' && !real) real = true, digits.push_back(c);
    else break;
  }
  const std::size_t sign = from.peek(1) == '+' || from.peek(1) == '-' ? 1 : 0;
  if ((from.peek() | 0x20) == 'e' && is_digit(from.peek(1 + sign))) {
    real = true;
    digits += 'e';
    if (sign) digits += from.peek(1);
    for (from.skip(1 + sign); is_digit(from.peek()); from.skip(1)) digits.push_back(from.peek());
  }
  const bool imaginary = (from.peek() | 0x20) == 'j';
  if (imaginary) from.skip(1);
  if (is_name(from.peek())) from.fail(N_("a number runs into a name"));
  if (!real && !imaginary) {
    if (digits.size() > 1 && digits[0] == '0' && digits.find_first_not_of('0') != digits.npos) from.fail(N_("leading zeros are not allowed"));
    return *Integer::parse(digits);
  }
  double number = 0;
  if (std::from_chars(digits.data(), digits.data() + digits.size(), number).ec == std::errc::result_out_of_range) {
    number = std::strtod(digits.c_str(), nullptr);
  }
  if (imaginary) return Complex{0, number};
  return number;
}

}  // namespace kata::literal
