#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.h"
#include "kata/matchers.h"
#include "tables/words.h"

namespace kata::tables {
namespace {

enum class Takes : std::uint8_t { value, number, text, pattern, items, ordered, condition };

struct Matcher {
  const char* name;
  const char* spelled;              // in C++
  std::vector<Takes> takes;
  std::size_t least;                // how many of these at least; SIZE_MAX: any number of the first
};

constexpr auto kAnyNumber = static_cast<std::size_t>(-1);

const std::vector<Matcher>& matchers() {
  static const std::vector<Matcher> all = {
      {"near", "Near", {Takes::value, Takes::number}, 1},
      {"in_any_order", "InAnyOrder", {Takes::items}, 1},
      {"in_order", "InOrder", {Takes::ordered}, 1},
      {"says", "Says", {Takes::text}, 1},
      {"like", "Like", {Takes::pattern}, 1},
      {"contains", "Contains", {Takes::condition}, 1},
      {"of_type", "OfType", {Takes::text}, 1},
      {"at_most", "AtMost", {Takes::number}, 1},
      {"at_least", "AtLeast", {Takes::number}, 1},
      {"between", "Between", {Takes::number, Takes::number}, 2},
      {"any_of", "AnyOf", {Takes::condition}, kAnyNumber},
      {"all_of", "AllOf", {Takes::condition}, kAnyNumber},
  };
  return all;
}

[[noreturn]] void fail(const Expression& at, const char* text, std::vector<std::string> arguments) {
  throw LiteralMistake{.what = {.text = text, .arguments = std::move(arguments)}, .column = at.at + 1};
}

const Matcher& find_matcher(const Expression& call) {
  std::vector<std::string> names;
  for (const Matcher& matcher : matchers()) {
    if (call.name == matcher.name) return matcher;
    names.emplace_back(matcher.name);
  }
  fail(call, N_("there is no matcher '{}'{}"), {call.name, did_you_mean(call.name, names)});
}

const Value& literal_of(const Expression& argument, const char* matcher) {
  if (!argument.is(Expression::Kind::literal)) fail(argument, N_("{}(…) takes a literal here"), {matcher});
  return argument.value;
}

std::string values_code(const Values& items) {
  std::string out;
  for (const Value& item : items) out += (out.empty() ? "" : ", ") + value_code(item);
  return "Values{" + out + "}";
}

std::string ordered_code(const Expression& argument, const Matcher& matcher) {
  const Value& value = literal_of(argument, matcher.name);
  if (value.get<List>() || value.get<Tuple>()) return values_code(*value.items());
  const Dict* dict = value.get<Dict>();
  if (!dict || matcher.takes[0] != Takes::ordered) fail(argument, N_("{}(…) takes a list here"), {matcher.name});
  return fmt::format("*{}.get<Dict>()", dict->items.empty() ? "Value(Dict{})" : value_code(value));
}

std::string argument_code(const Expression& argument, Takes takes, const Matcher& matcher) {
  if (takes == Takes::condition) return matcher_code(argument);
  if (takes == Takes::items || takes == Takes::ordered) return ordered_code(argument, matcher);
  const Value& value = literal_of(argument, matcher.name);
  const bool number = value.get<Integer>() || value.get<double>();
  if (takes == Takes::number && !number) fail(argument, N_("{}(…) takes a number here"), {matcher.name});
  const Str* text = value.get<Str>();
  if ((takes == Takes::text || takes == Takes::pattern) && !text) fail(argument, N_("{}(…) takes a text in quotes here"), {matcher.name});
  if (takes != Takes::pattern) return value_code(value);
  try {
    Like(text->text);
  } catch (const std::invalid_argument& error) {
    throw LiteralMistake{.what = as_it_is(error.what()), .column = argument.at + 1};
  }
  return value_code(value);
}

}  // namespace

std::string matcher_code(const Expression& condition) {
  if (condition.is(Expression::Kind::literal)) return value_code(condition.value);
  if (condition.is(Expression::Kind::name)) fail(condition, N_("'{}' is no literal; text stands in quotes"), {condition.name});
  const Matcher& matcher = find_matcher(condition);
  const bool any_number = matcher.least == kAnyNumber;
  const std::size_t count = condition.items.size();
  if (any_number ? count == 0 : count < matcher.least || count > matcher.takes.size()) fail(condition, N_("{}(…) takes another number of arguments, not {}"), {matcher.name, std::to_string(count)});
  if (!condition.named.empty()) fail(condition, N_("{}(…) takes no argument '{}'"), {matcher.name, condition.named[0].name});
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    out += (i == 0 ? "" : ", ") + argument_code(condition.items[i], matcher.takes[any_number ? 0 : i], matcher);
  }
  return fmt::format("{}({})", matcher.spelled, out);
}

std::string raises_code(const Expression& exception) {
  if (exception.is(Expression::Kind::literal)) fail(exception, N_("an exception is written like {} or {}"), {"ValueError", "ValueError('why')"});
  std::string out = in_quotes(exception.name);
  if (exception.is(Expression::Kind::name)) return out;
  if (exception.items.size() != 1 || !exception.named.empty()) fail(exception, N_("{}(…) takes one argument: the message, or a condition on it"), {exception.name});
  const Expression& message = exception.items[0];
  const bool exactly = message.is(Expression::Kind::literal);
  if (exactly && !message.value.get<Str>()) fail(message, N_("{}(…) takes a text in quotes here"), {exception.name});
  return out + ", " + (exactly ? fmt::format("Says({})", matcher_code(message)) : matcher_code(message));
}

}  // namespace kata::tables
