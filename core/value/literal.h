// Python literals as text: what a learner types after --call, and what spell() writes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/fault.h"
#include "kata/value.h"

namespace kata {

// What is wrong with a text, and where.
struct LiteralMistake {
  Fault what;
  std::size_t column = 0;   // counted in bytes from 1
};

// Everything that ast.literal_eval takes (strings with prefixes, adjacent and triple-quoted ones, numbers of all forms,
// tuples, lists, sets, dicts, True, False, None), and set(), frozenset(…), float('nan') and float('inf').
// Nullopt: not such a text, or nested deeper than kMaxDepth; then `mistake`, if not null, says why.
std::optional<Value> parse_literal(std::string_view python, LiteralMistake* mistake = nullptr);
// The literal that `python` begins with; `size` becomes the bytes that it takes up.
std::optional<Value> parse_first_literal(std::string_view python, std::size_t& size, LiteralMistake* mistake = nullptr);

struct CallLiteral {
  std::string function;  // may have dots
  Values args;
  std::vector<std::pair<std::string, Value>> kwargs;
};
// `f(1, x=[2])`.
std::optional<CallLiteral> parse_call(std::string_view python, LiteralMistake* mistake = nullptr);

}  // namespace kata
