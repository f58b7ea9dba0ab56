#include <algorithm>

#include "base/suggest.h"
#include "tables/words.h"

namespace kata::tables {
namespace {

using Draws = Generator<Value>;

[[noreturn]] void fail(std::size_t at, const char* text, std::vector<std::string> arguments) {
  throw LiteralMistake{.what = {.text = text, .arguments = std::move(arguments)}, .column = at + 1};
}

// The arguments of one generator; each reader says what is wrong with the one it is asked for.
class Arguments {
 public:
  explicit Arguments(const Expression& call) : call_(call) {}

  std::size_t count() const { return call_.items.size(); }
  bool has(std::size_t i) const { return i < count(); }
  Draws draws(std::size_t i) const { return generator_of(item(i)); }
  std::vector<Draws> all() const {
    std::vector<Draws> out;
    for (std::size_t i = 0; i < count(); ++i) out.push_back(draws(i));
    return out;
  }
  std::int64_t integer(std::size_t i) const {
    const Integer* number = item(i).value.get<Integer>();
    const auto small = number ? number->to_int64() : std::nullopt;
    if (!small) fail(item(i).at, N_("{}(…) takes a whole number here"), {call_.name});
    return *small;
  }
  std::int64_t integer(std::size_t i, std::int64_t otherwise) const { return has(i) ? integer(i) : otherwise; }
  // How large a collection may become.
  std::size_t size(std::size_t i, std::size_t otherwise) const {
    const std::int64_t size = integer(i, static_cast<std::int64_t>(otherwise));
    if (size < 0 || size > 1000) fail(item(i).at, N_("{}(…) takes a size from 0 to 1000 here"), {call_.name});
    return static_cast<std::size_t>(size);
  }
  double real(std::size_t i) const {
    const double* number = item(i).value.get<double>();
    return number ? *number : static_cast<double>(integer(i));
  }
  std::string text(std::size_t i) const {
    const Str* text = item(i).value.get<Str>();
    if (!text || text->text.empty()) fail(item(i).at, N_("{}(…) takes a text in quotes here"), {call_.name});
    return text->text;
  }
  template <class T> void in_order(T least, T most) const {
    if (least > most) fail(call_.at, N_("{}(…): the least is above the most"), {call_.name});
  }

 private:
  const Expression& item(std::size_t i) const { return call_.items[i]; }

  const Expression& call_;
};

void insert_once(Values& items, Value value) {
  if (std::ranges::find(items, value) == items.end()) items.push_back(std::move(value));
}

Draws integers(const Arguments& args) {
  const std::int64_t least = args.integer(0, -1'000'000), most = args.integer(1, 1'000'000);
  args.in_order(least, most);
  return gen::map(gen::integer(least, most), [](std::int64_t number) { return Value(number); });
}

Draws floats(const Arguments& args) {
  const double least = args.has(0) ? args.real(0) : -1e6, most = args.has(1) ? args.real(1) : 1e6;
  args.in_order(least, most);
  return gen::map(gen::real(least, most), [](double number) { return Value(number); });
}

Draws booleans(const Arguments&) {
  return gen::map(gen::boolean(), [](bool value) { return Value(value); });
}

Draws text(const Arguments& args) {
  return gen::map(gen::text(static_cast<int>(args.size(0, 20))), [](std::string text) { return Value(std::move(text)); });
}

Draws text_of(const Arguments& args) {
  const std::size_t least = args.size(1, 0), most = args.size(2, 20);
  args.in_order(least, most);
  return gen::map(gen::text_of(args.text(0), static_cast<int>(least), static_cast<int>(most)), [](std::string text) { return Value(std::move(text)); });
}

Draws words(const Arguments& args) {
  return gen::map(gen::word(static_cast<int>(std::max<std::size_t>(1, args.size(0, 10)))), [](std::string word) { return Value(std::move(word)); });
}

Draws byte_strings(const Arguments& args) { return gen::byte_string(static_cast<int>(args.size(0, 20))); }

Draws one_of(const Arguments& args) { return gen::any_of(args.all()); }

Draws lists(const Arguments& args) {
  const std::size_t least = args.size(1, 0), most = args.size(2, std::max<std::size_t>(least, 10));
  args.in_order(least, most);
  return gen::map(gen::vector(args.draws(0), least, most), [](Values items) { return Value(List{std::move(items)}); });
}

Draws tuples(const Arguments& args) {
  return [each = args.all()](Draw& draw) {
    Tuple out;
    for (const Draws& one : each) out.items.push_back(one(draw));
    return Value(std::move(out));
  };
}

Draws sets(const Arguments& args) {
  return gen::map(gen::vector(args.draws(0), 0, args.size(1, 10)), [](Values items) {
    Set out;
    for (Value& item : items) insert_once(out.items, std::move(item));
    return Value(std::move(out));
  });
}

Draws dictionaries(const Arguments& args) {
  return gen::map(gen::vector(gen::pair(args.draws(0), args.draws(1)), 0, args.size(2, 10)), [](std::vector<std::pair<Value, Value>> entries) {
    Dict out;
    Values keys;
    for (auto& [key, item] : entries) {
      if (std::ranges::find(keys, key) != keys.end()) continue;
      keys.push_back(key);
      out.items.emplace_back(std::move(key), std::move(item));
    }
    return Value(std::move(out));
  });
}

struct Rule {
  const char* name;
  Draws (*make)(const Arguments&);
  std::size_t least, most;          // arguments
};

constexpr Rule kRules[] = {
    {"integers", integers, 0, 2}, {"floats", floats, 0, 2},           {"booleans", booleans, 0, 0}, {"text", text, 0, 1},
    {"text_of", text_of, 1, 3},   {"words", words, 0, 1},             {"byte_strings", byte_strings, 0, 1}, {"one_of", one_of, 1, 100},
    {"lists", lists, 1, 3},       {"tuples", tuples, 0, 100},         {"sets", sets, 1, 2},         {"dictionaries", dictionaries, 2, 3},
};

}  // namespace

Generator<Value> generator_of(const Expression& expression) {
  if (expression.is(Expression::Kind::literal)) return gen::just(expression.value);
  std::vector<std::string> names;
  for (const Rule& rule : kRules) {
    names.emplace_back(rule.name);
    if (expression.name != rule.name) continue;
    const std::size_t count = expression.items.size();
    if (expression.is(Expression::Kind::name)) fail(expression.at, N_("'{}' is a generator: write {}"), {expression.name, expression.name + "()"});
    if (count < rule.least || count > rule.most) fail(expression.at, N_("{}(…) takes another number of arguments, not {}"), {rule.name, std::to_string(count)});
    if (!expression.named.empty()) fail(expression.at, N_("{}(…) takes no argument '{}'"), {rule.name, expression.named[0].name});
    return rule.make(Arguments(expression));
  }
  fail(expression.at, N_("there is no generator '{}'{}"), {expression.name, did_you_mean(expression.name, names)});
}

}  // namespace kata::tables
