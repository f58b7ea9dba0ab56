#include "tables/expression.h"

#include <algorithm>

#include "kata/frames.h"
#include "value/cursor.h"

namespace kata::tables {
namespace {

using literal::Cursor;
using Kind = Expression::Kind;

bool begins_literal(std::string_view name, char behind) {
  static constexpr std::string_view kWords[] = {"None", "True", "False", "set", "frozenset", "float", "complex"};
  const bool prefix = name.size() <= 2 && (behind == '\'' || behind == '"');
  return name.empty() || prefix || std::ranges::find(kWords, name) != std::end(kWords);
}

// Thrown mistakes are LiteralMistakes or literal::Wrong; both are caught below.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text), from_(text) {}

  Expression whole() {
    Expression out = expression();
    from_.end();
    return out;
  }

 private:
  Expression expression();
  Expression literal();
  void arguments(Expression& call);
  std::string qualified_name();

  std::string_view text_;
  Cursor from_;
  std::size_t depth_ = 0;
};

// With dots, or :: as in C++.
std::string Parser::qualified_name() {
  std::string out(from_.name());
  while (!out.empty()) {
    const std::size_t size = from_.peek() == '.' ? 1 : from_.peek() == ':' && from_.peek(1) == ':' ? 2 : 0;
    if (size == 0 || !literal::is_name_start(from_.peek(size))) break;
    out += text_.substr(from_.at(), size);
    from_.skip(size);
    out += from_.name();
  }
  return out;
}

Expression Parser::expression() {
  if (++depth_ > kMaxDepth) from_.fail(N_("nested too deeply"));
  from_.space();
  Expression out{.at = from_.at()};
  out.name = qualified_name();
  if (begins_literal(out.name, from_.peek())) {
    from_.go_to(out.at);
    out = literal();
  } else {
    out.kind = from_.take('(') ? Kind::call : Kind::name;
    if (out.is(Kind::call)) arguments(out);
  }
  --depth_;
  return out;
}

Expression Parser::literal() {
  Expression out{.at = from_.at()};
  LiteralMistake mistake;
  std::size_t size = 0;
  auto value = parse_first_literal(text_.substr(out.at), size, &mistake);
  if (!value) {
    mistake.column += out.at;
    throw mistake;
  }
  out.value = std::move(*value);
  from_.skip(size);
  return out;
}

void Parser::arguments(Expression& call) {
  while (!from_.take(')')) {
    const std::size_t begin = (from_.space(), from_.at());
    const std::string name(from_.name());
    if (!name.empty() && from_.take('=')) {
      if (std::ranges::any_of(call.named, [&](const auto& known) { return known.name == name; })) from_.fail(N_("'{}' is given twice"), {name});
      call.named.push_back({name, expression()});
    } else {
      from_.go_to(begin);
      if (!call.named.empty()) from_.fail(N_("a positional argument behind a keyword argument"));
      call.items.push_back(expression());
    }
    if (from_.take(',')) continue;
    from_.expect(')');
    break;
  }
}

}  // namespace

std::optional<Expression> parse_expression(std::string_view text, LiteralMistake& mistake) {
  try {
    return Parser(text).whole();
  } catch (literal::Wrong& wrong) {
    mistake = {.what = std::move(wrong.what), .column = wrong.at + 1};
  } catch (LiteralMistake& wrong) {
    mistake = std::move(wrong);
  }
  return std::nullopt;
}

}  // namespace kata::tables
