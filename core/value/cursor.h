// A place in the text of a literal: what its readers share. Thread rule: none needed, it belongs to one reader.
#pragma once

#include <cctype>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/fault.h"

namespace kata::literal {

// Thrown where the text is no literal; caught in literal.cc and nowhere else.
struct Wrong {
  Fault what;
  std::size_t at;
};

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_name_start(char c) { return std::isalpha(static_cast<unsigned char>(c)) || c == '_' || (c & 0x80); }
inline bool is_name(char c) { return is_name_start(c) || is_digit(c); }

// Of a hexadecimal digit; 99 for anything else.
inline int digit_value(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : 99;
}

class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  [[noreturn]] void fail(const char* what, std::vector<std::string> arguments = {}) const { throw Wrong{{.text = what, .arguments = std::move(arguments)}, at_}; }

  bool over() const { return at_ >= text_.size(); }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }   // NUL: the end, or a NUL
  char next() { return text_[at_++]; }                                                                        // not over()
  std::size_t at() const { return at_; }
  void go_to(std::size_t at) { at_ = at; }
  void skip(std::size_t count) { at_ += count; }

  void space() {
    while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') ++at_;
  }
  bool take(char c) {
    space();
    if (over() || peek() != c) return false;
    ++at_;
    return true;
  }
  void expect(char c) {
    if (!take(c)) fail(N_("'{}' is expected"), {std::string(1, c)});
  }
  void end() {
    space();
    if (!over()) unexpected();
  }
  [[noreturn]] void unexpected() const { fail(N_("'{}' is not expected here"), {character()}); }
  // A name, "" where there is none.
  std::string_view name() {
    space();
    const std::size_t begin = at_;
    if (is_name_start(peek())) {
      while (is_name(peek())) ++at_;
    }
    return text_.substr(begin, at_ - begin);
  }

 private:
  // All bytes of the one that stands here.
  std::string character() const {
    std::size_t size = 1;
    while ((peek(size) & 0xC0) == 0x80) ++size;
    return std::string(text_.substr(at_, size));
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace kata::literal
