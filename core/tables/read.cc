#include <algorithm>
#include <set>

#include "base/format.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/words.h"
#include "tables/entry_reader.h"
#include "tables/words.h"

namespace kata::tables {
namespace {

using catalog::Key;
using catalog::key_of;
using catalog::Node;
using catalog::Problem;
using Names = std::vector<std::string>;
using Kind = Expression::Kind;

// Names that an object of a test would hide.
bool is_word_of_tests(std::string_view name) {
  static constexpr std::string_view kWords[] = {"call", "run", "get", "object", "probe", "list", "tuple", "set", "frozenset", "dict", "bytes", "integer", "iterator", "iterable", "kwargs"};
  return std::ranges::find(kWords, name) != std::end(kWords);
}

class TableReader : public EntryReader {
 public:
  TableReader(const std::filesystem::path& file, std::string_view source, const Place& place, std::vector<Problem>& problems)
      : EntryReader(file, place, problems), source_(source), problems_(problems) {}

  std::vector<Case> read(const Node& root) {
    std::vector<Case> out;
    each(root, [&](const Node& name, const Node& node) {
      Case one;
      if (!entry(name, node, catalog::kCaseKeys, one.entry)) return;
      read_case(name, node, one);
      out.push_back(std::move(one));
    });
    return out;
  }

 private:
  void read_case(const Node& name, const Node& node, Case& out);
  void read_call(const Node& node, Case& out);
  void read_probe(const Node& at, const Node& node, Case& out);
  void read_steps(const Node& node, Case& out);
  void read_generate(const Node& node, Case& out);
  bool read_step(const Node& node, std::set<std::string>& made, Step& step);
  void read_as(const Node& node, std::set<std::string>& made, Step& step);
  void read_expectations(const Node& node, const char* gives, Step& step);
  void refuse(const Node& node, const char* key, const char* beside);
  void check_call(const Node& node, const Step& step, const std::set<std::string>& names);
  void check_argument(const Node& node, const Expression& argument, const std::set<std::string>& names);
  void check_words(const Node& node, const Expression& expression, std::string (*code)(const Expression&));

  std::optional<std::string> python(const Node& node, std::string_view what);
  std::optional<Expression> expression(const Node& node, std::string_view what);
  void mistake(const Node& node, const LiteralMistake& mistake);

  std::string_view source_;
  std::vector<Problem>& problems_;
};

// ---- Python in YAML ----

// What stands there: the text of a scalar as YAML reads it; of what begins with a bracket the text of the file, from that
// bracket to the one that closes it.
std::optional<std::string> TableReader::python(const Node& node, std::string_view what) {
  if (node.kind == Node::Kind::null) return reader_.problem(node, format(_("{} is empty; Python's None is written None"), what)), std::nullopt;
  if (node.kind == Node::Kind::scalar) return node.text;
  const char first = node.offset < source_.size() ? source_[node.offset] : '\0';
  if (first != '[' && first != '{')
    return reader_.problem(node, format(_("{} must be written as in Python, like [1, 2] or {{'a': 1}}, not in lines of its own"), what)), std::nullopt;
  LiteralMistake wrong;
  std::size_t size = 0;
  if (!parse_first_literal(source_.substr(node.offset), size, &wrong)) return mistake(node, wrong), std::nullopt;
  return std::string(source_.substr(node.offset, size));
}

// Where the text of a node stands in the file, if it stands there as it is.
std::optional<std::size_t> begins_at(const Node& node, std::string_view source) {
  if (node.kind != Node::Kind::scalar) return node.offset;
  for (const std::size_t at : {node.offset, node.offset + 1})   // behind a quotation mark
    if (at <= source.size() && source.substr(at).starts_with(node.text)) return at;
  return std::nullopt;
}

void TableReader::mistake(const Node& node, const LiteralMistake& mistake) {
  const auto begin = begins_at(node, source_);
  if (!begin) return reader_.problem(node, words(mistake.what));
  int line = node.line, column = node.column + static_cast<int>(*begin - node.offset);
  for (std::size_t i = *begin; i + 1 < *begin + mistake.column && i < source_.size(); ++i) {
    ++column;
    if (source_[i] == '\n') ++line, column = 1;
  }
  reader_.problem(line, column, words(mistake.what));
}

std::optional<Expression> TableReader::expression(const Node& node, std::string_view what) {
  const auto text = python(node, what);
  if (!text) return std::nullopt;
  LiteralMistake wrong;
  auto out = parse_expression(*text, wrong);
  if (!out) mistake(node, wrong);
  return out;
}

void TableReader::check_words(const Node& node, const Expression& expression, std::string (*code)(const Expression&)) {
  try {
    code(expression);
  } catch (const LiteralMistake& wrong) {
    mistake(node, wrong);
  }
}

// ---- expectations ----

void TableReader::refuse(const Node& node, const char* key, const char* beside) {
  for (const Node& one : node.keys)
    if (one.text == key) reader_.problem(one, format(_("'{}' doesn't go with '{}'"), key, beside));
}

void TableReader::read_expectations(const Node& node, const char* gives, Step& step) {
  if (const Node* value = node.find(gives); value && (step.gives = expression(*value, gives))) check_words(*value, *step.gives, matcher_code);
  if (const Node* value = node.find("raises"); value && (step.raises = expression(*value, "raises"))) check_words(*value, *step.raises, raises_code);
  if (const Node* value = node.find("prints"); value && (step.prints = expression(*value, "prints"))) {
    check_words(*value, *step.prints, matcher_code);
    if (step.prints->is(Kind::literal) && !step.prints->value.get<Str>()) reader_.problem(*value, format(_("{} must be a text in Python's quotes, or a matcher"), "prints"));
  }
  if (node.find(gives)) refuse(node, "raises", gives);
}

// ---- calls ----

void TableReader::check_argument(const Node& node, const Expression& argument, const std::set<std::string>& names) {
  if (argument.is(Kind::literal)) return;
  if (argument.is(Kind::name) && names.contains(argument.name)) return;
  const Names known(names.begin(), names.end());
  if (argument.is(Kind::name)) return mistake(node, {.what = {.text = N_("'{}' is no literal; text stands in quotes{}"), .arguments = {argument.name, did_you_mean(argument.name, known)}}, .column = argument.at + 1});
  const bool stand_in = argument.name == "iterator" || argument.name == "iterable";
  const bool list = argument.items.size() == 1 && argument.named.empty() && argument.items[0].is(Kind::literal) && argument.items[0].value.get<List>();
  if (stand_in && list) return;
  if (stand_in) return mistake(node, {.what = {.text = N_("{}(…) takes a list here"), .arguments = {argument.name}}, .column = argument.at + 1});
  mistake(node, {.what = {.text = N_("{}(…) is no literal{}"), .arguments = {argument.name, did_you_mean(argument.name, Names{"iterator", "iterable"})}}, .column = argument.at + 1});
}

void TableReader::check_call(const Node& node, const Step& step, const std::set<std::string>& names) {
  if (!step.target.is(Kind::call)) return reader_.problem(node, _("a call is written like rotate([1, 2, 3])"));
  for (const Expression& item : step.target.items) check_argument(node, item, names);
  for (const auto& [name, item] : step.target.named) check_argument(node, item, names);
}

// `await f(1)` is a call inside asyncio.run.
bool take_await(Node& node) {
  constexpr std::string_view kAwait = "await ";
  if (node.kind != Node::Kind::scalar || !node.text.starts_with(kAwait)) return false;
  node.text.erase(0, kAwait.size());
  node.offset += kAwait.size();
  node.column += static_cast<int>(kAwait.size());
  return true;
}

void TableReader::read_as(const Node& node, std::set<std::string>& made, Step& step) {
  const auto name = reader_.id(node, "as");
  if (!name) return;
  if (is_word_of_tests(*name)) return reader_.problem(node, format(_("'{}' is a word of tests; choose another name"), *name));
  if (!made.insert(*name).second) return reader_.problem(node, format(_("'{}' is made twice"), *name));
  step.as = *name;
}

bool TableReader::read_step(const Node& node, std::set<std::string>& made, Step& step) {
  const Node* call = node.find("call");
  const Node* get = node.find("get");
  if (call && get) refuse(node, "get", "call");
  if (!call && !get) return reader_.problem(node, _("a step says call or get")), false;
  Node place = call ? *call : *get;
  step.awaited = call && take_await(place);
  const auto target = expression(place, call ? "call" : "get");
  read_expectations(node, "returns", step);
  if (!target) return false;
  step.target = *target;
  step.kind = call ? Step::Kind::call : Step::Kind::get;
  if (call) {
    check_call(place, step, made);
  } else {
    refuse(node, "prints", "get");
    refuse(node, "as", "get");
    const std::string object = step.target.name.substr(0, step.target.name.find('.'));
    if (!step.target.is(Kind::name)) reader_.problem(place, _("an attribute is written like shelf.size"));
    else if (object == step.target.name || !made.contains(object)) reader_.problem(place, format(_("no step before makes '{}'{}"), object, did_you_mean(object, Names(made.begin(), made.end()))));
  }
  if (const Node* as = node.find("as")) {
    for (const char* other : {"returns", "raises", "prints"}) refuse(node, other, "as");
    read_as(*as, made, step);
  }
  return true;
}

// ---- cases ----

void TableReader::read_case(const Node& name, const Node& node, Case& out) {
  const Node *call = node.find("call"), *probe = node.find("probe"), *steps = node.find("steps");
  if (!call && !probe && !steps) return reader_.problem(name, format(_("the test {} says neither call nor steps nor probe"), shorten(printable(name.text), 40)));
  if (call) for (const char* other : {"probe", "steps", "observes"}) refuse(node, other, "call");
  else if (probe) for (const char* other : {"steps", "returns", "prints", "generate"}) refuse(node, other, "probe");
  else for (const char* other : {"returns", "raises", "prints", "observes", "generate"}) refuse(node, other, "steps");
  if (call) read_call(node, out);
  else if (probe) read_probe(*probe, node, out);
  else read_steps(*steps, out);
}

void TableReader::read_call(const Node& node, Case& out) {
  if (node.find("generate")) {
    for (const char* other : {"returns", "raises", "prints"}) refuse(node, other, "generate");
    return read_generate(node, out);
  }
  Step step;
  std::set<std::string> made;
  const bool expects = node.find("returns") || node.find("raises") || node.find("prints");
  if (!expects) reader_.problem(*node.find("call"), _("nothing is expected of the call: say returns, raises or prints"));
  if (read_step(node, made, step)) out.steps.push_back(std::move(step));
}

void TableReader::read_probe(const Node& at, const Node& node, Case& out) {
  Step step{.kind = Step::Kind::probe};
  const auto code = reader_.text(at, "probe");
  if (code && code->find("observe(") == code->npos) reader_.problem(at, _("the probe observes nothing: give what it finds to observe(…)"));
  const Names& languages = out.entry.languages.empty() ? place_.languages : out.entry.languages;
  if (std::ranges::find(languages, "cpp") != languages.end()) reader_.problem(at, _("a probe is Python: say languages: [python]"));
  if (!node.find("observes") && !node.find("raises")) reader_.problem(at, _("nothing is expected of the probe: say observes or raises"));
  read_expectations(node, "observes", step);
  step.code = code.value_or("");
  out.steps.push_back(std::move(step));
}

void TableReader::read_steps(const Node& node, Case& out) {
  if (node.kind != Node::Kind::list || node.items.empty()) return reader_.problem(node, _("steps must be a list of at least one call"));
  std::set<std::string> made;
  bool expects = false;
  for (const Node& item : node.items) {
    if (!reader_.map(item, _("a step"), catalog::kStepKeys)) continue;
    Step step;
    if (read_step(item, made, step)) out.steps.push_back(std::move(step));
    for (const char* key : {"returns", "raises", "prints"}) expects = expects || item.find(key);
  }
  if (!expects) reader_.problem(node, _("nothing is expected of any step: say returns, raises or prints"));
}

void TableReader::read_generate(const Node& node, Case& out) {
  const Node& generate = *node.find("generate");
  const Node& call = *node.find("call");
  if (!reader_.map(generate, "generate", catalog::kGenerateKeys)) return;
  Generate made{.line = generate.line, .column = generate.column};
  if (const Node* count = generate.find("count")) made.count = static_cast<int>(reader_.integer(*count, "generate.count", key_of(catalog::kGenerateKeys, "count")).value_or(0));
  for (const char* key : {"oracle", "compare"})
    if (const Node* value = generate.find(key))
      if (const auto word = reader_.one_of(*value, std::string("generate.") + key, key_of(catalog::kGenerateKeys, key).words); word && key[0] == 'c') made.compare = *word;
  std::set<std::string> names;
  const Node* args = generate.find("args");
  if (args && args->kind != Node::Kind::map) reader_.problem(*args, _("generate.args must be a map of names in the call to generators, like {items: lists(text())}"));
  for (std::size_t i = 0; args && i < args->keys.size(); ++i) {
    if (!reader_.id(args->keys[i], "generate.args")) continue;
    names.insert(args->keys[i].text);
    const auto drawn = expression(args->items[i], "generate.args");
    if (!drawn) continue;
    check_words(args->items[i], *drawn, [](const Expression& one) { return generator_of(one), std::string(); });
    made.args.emplace_back(args->keys[i].text, *drawn);
  }
  Step step;
  const auto target = expression(call, "call");
  if (!target) return;
  step.target = *target;
  check_call(call, step, names);
  std::set<std::string> used;
  for (const Expression& item : target->items) used.insert(item.name);
  for (const auto& [name, item] : target->named) used.insert(item.name);
  used.erase("");   // a literal's
  for (std::size_t i = 0; args && i < args->keys.size(); ++i)
    if (!used.contains(args->keys[i].text)) reader_.problem(args->keys[i], format(_("the call has no '{}'{}"), printable(args->keys[i].text), did_you_mean(args->keys[i].text, Names(used.begin(), used.end()))));
  out.steps.push_back(std::move(step));
  out.generate = std::move(made);
}

}  // namespace

std::vector<Case> read_table(const std::filesystem::path& file, std::string_view text, const Place& place, std::vector<Problem>& problems) {
  std::vector<Problem> found;
  const auto root = catalog::parse_yaml(file, text, found);
  auto cases = root ? TableReader(file, text, place, found).read(*root) : std::vector<Case>();
  std::ranges::stable_sort(found, {}, [](const Problem& one) { return std::pair(one.line, one.column); });
  problems.insert(problems.end(), found.begin(), found.end());
  return cases;
}

}  // namespace kata::tables
