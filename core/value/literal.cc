#include "value/literal.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

#include "kata/frames.h"
#include "value/cursor.h"
#include "value/literal_number.h"
#include "value/literal_text.h"
#include "value/utf8.h"

namespace kata {
namespace {

using literal::Cursor;
using literal::is_digit;
using literal::is_name_start;

// A recursive-descent parser; its errors are literal::Wrong, caught by the two functions below and nowhere else.
class Parser {
 public:
  explicit Parser(std::string_view text) : from_(text) {
    from_.go_to(text_length(text, Surrogates::refused));
    if (!from_.over()) from_.fail(N_("this is not text in UTF-8"));
    from_.go_to(0);
  }

  Value whole_literal() {
    Value out = value();
    from_.end();
    return out;
  }
  Value first_literal(std::size_t& size) {
    Value out = value();
    size = from_.at();
    return out;
  }
  CallLiteral whole_call();

 private:
  Value value();
  Value term();
  Value atom();
  Value word();
  Value brackets();
  Value parentheses();
  Value braces();
  Values items(char close);
  std::optional<Value> special(std::string_view name);

  Cursor from_;
  std::size_t depth_ = 0;
};

Value negated(Value value) {
  if (auto* integer = value.get<Integer>()) {
    if (!integer->magnitude.empty()) integer->negative = !integer->negative;
  } else if (auto* number = value.get<double>()) {
    *number = -*number;
  } else if (auto* number = value.get<Complex>()) {
    *number = {number->real == 0 ? 0 : -number->real, -number->imag};  // -2j is what repr writes for complex(0, -2)
  }
  return value;
}

// Of equal ones the first.
Values distinct(Values all) {
  Values out;
  for (auto& item : all) {
    if (std::find(out.begin(), out.end(), item) == out.end()) out.push_back(std::move(item));
  }
  return out;
}

bool is_number(const Value& value) { return value.get<Integer>() || value.get<double>() || value.get<Complex>(); }

double real_part(const Value& value) {
  if (auto* number = value.get<double>()) return *number;
  return std::strtod(value.get<Integer>()->decimal().c_str(), nullptr);
}

// A term, or `1 + 2j`.
Value Parser::value() {
  if (++depth_ > kMaxDepth) from_.fail(N_("nested too deeply"));
  Value left = term();
  from_.space();
  if ((from_.peek() == '+' || from_.peek() == '-') && (left.get<Integer>() || left.get<double>())) {
    const bool minus = from_.next() == '-';
    const Value right = term();
    auto* imaginary = right.get<Complex>();
    if (!imaginary) from_.fail(N_("expected an imaginary number"));
    left = Complex{real_part(left), minus ? -imaginary->imag : imaginary->imag};
  }
  --depth_;
  return left;
}

Value Parser::term() {
  from_.space();
  const char sign = from_.peek();
  if (sign != '-' && sign != '+') return atom();
  from_.skip(1);
  if (++depth_ > kMaxDepth) from_.fail(N_("nested too deeply"));
  Value out = term();
  --depth_;
  if (!is_number(out)) from_.fail(N_("a sign needs a number"));
  return sign == '-' ? negated(std::move(out)) : out;
}

Value Parser::atom() {
  from_.space();
  const char c = from_.peek();
  if (from_.over()) from_.fail(N_("the text ends where a value is expected"));
  if (c == '[') return brackets();
  if (c == '(') return parentheses();
  if (c == '{') return braces();
  if (c == '\'' || c == '"') return literal::read_text(from_);
  if (is_digit(c) || (c == '.' && is_digit(from_.peek(1)))) return literal::read_number(from_);
  if (is_name_start(c)) return word();
  from_.unexpected();
}

Value Parser::word() {
  const std::size_t begin = from_.at();
  const std::string_view word = from_.name();
  if ((from_.peek() == '\'' || from_.peek() == '"') && word.size() <= 2) {
    from_.go_to(begin);
    return literal::read_text(from_);
  }
  if (word == "None") return {};
  if (word == "True") return true;
  if (word == "False") return false;
  if (auto made = special(word)) return std::move(*made);
  from_.go_to(begin);
  from_.fail(N_("'{}' is no literal; text stands in quotes"), {std::string(word)});
}

// set(), frozenset(…), float('nan'), complex(1, 2).
std::optional<Value> Parser::special(std::string_view name) {
  if (name != "set" && name != "frozenset" && name != "float" && name != "complex") return std::nullopt;
  from_.expect('(');
  Values args = items(')');
  if (name == "complex" && args.size() == 2) {
    for (auto& arg : args) {
      if (!arg.get<double>() && !arg.get<Integer>()) from_.fail(N_("complex() takes two numbers"));
    }
    return Complex{real_part(args[0]), real_part(args[1])};
  }
  if (name == "float" && args.size() == 1 && args[0].get<Str>()) {
    std::string text = args[0].get<Str>()->text;
    if (text == "nan") return std::numeric_limits<double>::quiet_NaN();
    if (text == "inf" || text == "+inf") return std::numeric_limits<double>::infinity();
    if (text == "-inf") return -std::numeric_limits<double>::infinity();
    if (text == "-nan") return -std::numeric_limits<double>::quiet_NaN();
  }
  if ((name == "set" || name == "frozenset") && args.size() <= 1) {
    Values inside;
    if (args.size() == 1) {
      if (!args[0].items()) from_.fail(N_("{}() takes a list, a tuple or a set"), {std::string(name)});
      inside = distinct(*args[0].items());
    }
    if (name == "set") return Set{std::move(inside)};
    return Frozenset{std::move(inside)};
  }
  from_.fail(N_("{}(…) is no literal"), {std::string(name)});
}

Values Parser::items(char close) {
  Values out;
  while (!from_.take(close)) {
    out.push_back(value());
    if (from_.take(',')) continue;
    from_.expect(close);
    break;
  }
  return out;
}

Value Parser::brackets() {
  from_.skip(1);
  return List{items(']')};
}

Value Parser::parentheses() {
  from_.skip(1);
  if (from_.take(')')) return Tuple{};
  Value first = value();
  if (from_.take(')')) return first;
  from_.expect(',');
  Tuple out;
  out.items.push_back(std::move(first));
  for (auto& item : items(')')) out.items.push_back(std::move(item));
  return out;
}

// The last of equal keys wins, at the place of the first, as in Python.
void insert_last(Dict& dict, Value key, Value item) {
  for (auto& [known, old] : dict.items) {
    if (known == key) {
      old = std::move(item);
      return;
    }
  }
  dict.items.emplace_back(std::move(key), std::move(item));
}

Value Parser::braces() {
  from_.skip(1);
  if (from_.take('}')) return Dict{};
  Value first = value();
  if (!from_.take(':')) {
    Values all;
    if (!from_.take('}')) {
      from_.expect(',');
      all = items('}');
    }
    all.insert(all.begin(), std::move(first));
    return Set{distinct(std::move(all))};
  }
  Dict out;
  insert_last(out, std::move(first), value());
  while (!from_.take('}')) {
    from_.expect(',');
    if (from_.take('}')) break;
    Value key = value();
    from_.expect(':');
    insert_last(out, std::move(key), value());
  }
  return out;
}

// ---- calls ----

CallLiteral Parser::whole_call() {
  CallLiteral out;
  do {
    const std::string_view part = from_.name();
    if (part.empty()) from_.fail(N_("expected the name of a function"));
    if (!out.function.empty()) out.function += '.';
    out.function += part;
  } while (from_.take('.'));
  from_.expect('(');
  while (!from_.take(')')) {
    const std::size_t begin = (from_.space(), from_.at());
    const std::string_view key = from_.name();
    if (!key.empty() && from_.take('=')) {
      for (const auto& [known, old] : out.kwargs) {
        if (known == key) from_.fail(N_("'{}' is given twice"), {std::string(key)});
      }
      out.kwargs.emplace_back(key, value());
    } else {
      from_.go_to(begin);
      if (!out.kwargs.empty()) from_.fail(N_("a positional argument behind a keyword argument"));
      out.args.push_back(value());
    }
    if (from_.take(',')) continue;
    from_.expect(')');
    break;
  }
  from_.end();
  return out;
}

template <class F> auto parsed(LiteralMistake* mistake, F parse) -> std::optional<decltype(parse())> {
  try {
    return parse();
  } catch (literal::Wrong& wrong) {
    if (mistake) *mistake = {.what = std::move(wrong.what), .column = wrong.at + 1};
    return std::nullopt;
  }
}

}  // namespace

std::optional<Value> parse_literal(std::string_view python, LiteralMistake* mistake) {
  return parsed(mistake, [&] { return Parser(python).whole_literal(); });
}

std::optional<Value> parse_first_literal(std::string_view python, std::size_t& size, LiteralMistake* mistake) {
  return parsed(mistake, [&] { return Parser(python).first_literal(size); });
}

std::optional<CallLiteral> parse_call(std::string_view python, LiteralMistake* mistake) {
  return parsed(mistake, [&] { return Parser(python).whole_call(); });
}

}  // namespace kata
