// Python literals as text: what a learner types after --call, and what spell() writes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kata/value.h"

namespace kata {

// Everything that ast.literal_eval takes (strings with prefixes, adjacent and triple-quoted ones, numbers of all forms,
// tuples, lists, sets, dicts, True, False, None), and set(), frozenset(…), float('nan') and float('inf').
// Nullopt: not such a text, or nested deeper than kMaxDepth; then `error`, if not null, says in English what is wrong and at
// which column, counted in bytes from 1.
std::optional<Value> parse_literal(std::string_view python, std::string* error = nullptr);

struct CallLiteral {
  std::string function;  // may have dots
  Values args;
  std::vector<std::pair<std::string, Value>> kwargs;
};
// `f(1, x=[2])`.
std::optional<CallLiteral> parse_call(std::string_view python, std::string* error = nullptr);

}  // namespace kata
