// What somebody typed behind --call.
#include "value/literal.h"

#include "base/fault.h"
#include "fuzz/target.h"

namespace kata::fuzz {
namespace {

constexpr std::size_t kWhole = std::size_t{1} << 30;

void check_mistake(const LiteralMistake& mistake, std::string_view text) {
  PROMISE(mistake.column >= 1 && mistake.column <= text.size() + 1);
  PROMISE(!words(mistake.what).empty());
}

// What spell() writes is read as what it was.
void check_spelling(const Value& value) {
  const std::string text = spell(value, Spelling::python, kWhole);
  const auto again = parse_literal(text);
  PROMISE(again && *again == value);
}

}  // namespace

const bool kIsValue = false;

std::vector<std::string> samples() { return {}; }

bool feed(std::string_view bytes) {
  LiteralMistake mistake;
  const auto value = parse_literal(bytes, &mistake);
  if (value) check_spelling(*value);
  else check_mistake(mistake, bytes);
  const auto call = parse_call(bytes, &mistake);
  if (!call) check_mistake(mistake, bytes);
  if (call)
    for (const Value& argument : call->args) check_spelling(argument);
  return value || call;
}

}  // namespace kata::fuzz
