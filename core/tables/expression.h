// What stands where a table of tests has a value: a Python literal, a name, or a name with such in brackets, as in
// `near(3.14, 0.01)`, `rotate([1, 2, 3], by=2)`, `lists(integers(0, 9))`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "value/literal.h"

namespace kata::tables {

struct Argument;

struct Expression {
  enum class Kind : std::uint8_t { literal, name, call };
  Kind kind = Kind::literal;
  Value value;                                            // literal
  std::string name;                                       // name, call: "shelf", "shelf.put", "std::out_of_range"
  std::vector<Expression> items;                          // call
  std::vector<Argument> named;                            // call: by=2
  std::size_t at = 0;                                     // bytes before it in the text

  bool is(Kind wanted) const { return kind == wanted; }
};

struct Argument {
  std::string name;
  Expression value;
};

// Nullopt: it is none, and `mistake` says why.
std::optional<Expression> parse_expression(std::string_view text, LiteralMistake& mistake);

}  // namespace kata::tables
