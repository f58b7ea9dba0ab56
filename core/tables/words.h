// The words of a table besides Python's: matchers and generators. Each throws LiteralMistake for what it can't take.
#pragma once

#include <string>
#include <vector>

#include "kata/generate.h"
#include "tables/expression.h"

namespace kata::tables {

// `near(3.14)` → `Near(3.14)`, as a hidden test in C++ spells it; a literal is itself.
std::string matcher_code(const Expression& condition);
// `ValueError`, `ValueError(contains('got 1'))` → `"ValueError", Contains("got 1")`.
std::string raises_code(const Expression& exception);
// A literal is always drawn as it is.
Generator<Value> generator_of(const Expression& expression);

// A value as a hidden test spells it: list(1, "a"), dict({{1, 2}}).
std::string value_code(const Value& value);
// A C++ string literal of any bytes.
std::string in_quotes(std::string_view text);

}  // namespace kata::tables
