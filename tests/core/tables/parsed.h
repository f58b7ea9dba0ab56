// What a test writes as text, as the expression that a table has.
#pragma once

#include "tables/expression.h"

inline kata::tables::Expression parsed(std::string_view text) {
  kata::LiteralMistake mistake;
  return kata::tables::parse_expression(text, mistake).value();
}
