#include "tables/source.h"

#include <fmt/format.h>

#include "tables/words.h"

namespace kata::tables {
namespace {

using Kind = Expression::Kind;

std::string argument_code(const Expression& argument) {
  if (argument.is(Kind::literal)) return value_code(argument.value);
  if (argument.is(Kind::name)) return argument.name;   // an object that a step before made
  std::string items;
  for (const Value& item : argument.items[0].value.get<List>()->items) items += (items.empty() ? "" : ", ") + value_code(item);
  return fmt::format("{}({{{}}})", argument.name, items);
}

std::string arguments_code(const Expression& call) {
  std::string out;
  for (const Expression& item : call.items) out += ", " + argument_code(item);
  std::string named;
  for (const auto& [name, item] : call.named) named += fmt::format("{}{{{}, {}}}", named.empty() ? "" : ", ", in_quotes(name), argument_code(item));
  return named.empty() ? out : out + fmt::format(", kwargs({{{}}})", named);
}

// The body of one test.
class Body {
 public:
  explicit Body(const std::vector<Step>& steps) : steps_(steps) {}

  std::string code() {
    for (const Step& step : steps_) add(step);
    return out_;
  }

 private:
  // "shelf" of "shelf.put", when a step made it.
  std::string object_of(const Step& step) const {
    std::string name = step.target.name.substr(0, step.target.name.find('.'));
    for (const Step& other : steps_) {
      if (other.as == name && &other < &step) return name;
    }
    return "";
  }

  std::string request(const Step& step) const {
    if (step.kind == Step::Kind::probe) return fmt::format("probe({})", in_quotes(step.code));
    const std::string object = object_of(step);
    const std::string& name = step.target.name;
    const std::string rest = object.empty() ? name : name.substr(std::min(name.size(), object.size() + 1));
    if (step.kind == Step::Kind::get) return fmt::format("{}.get({})", object, in_quotes(rest));
    return fmt::format("{}{}({}{})", object.empty() ? "" : object + ".", step.awaited ? "run" : "call", in_quotes(rest), arguments_code(step.target));
  }

  void add(const Step& step) {
    std::vector<std::string> matchers;
    if (step.gives) matchers.push_back(fmt::format("{}({})", step.kind == Step::Kind::probe ? "Observes" : "Returns", matcher_code(*step.gives)));
    if (step.raises) matchers.push_back(fmt::format("Raises({})", raises_code(*step.raises)));
    if (step.prints) matchers.push_back(fmt::format("Prints({})", matcher_code(*step.prints)));
    const std::string asked = request(step);
    if (!step.as.empty()) {
      out_ += fmt::format("  const Handle {} = object({});\n", step.as, asked);
    } else if (matchers.empty()) {
      out_ += fmt::format("  {}.value();\n", asked);   // it raises nothing
    } else if (matchers.size() == 1) {
      out_ += fmt::format("  EXPECT_THAT({}, {});\n", asked, matchers[0]);
    } else {
      out_ += fmt::format("  EXPECT_THAT({}, ::testing::AllOf({}, {}));\n", asked, matchers[0], matchers[1]);
    }
  }

  const std::vector<Step>& steps_;
  std::string out_;
};

// In a raw string where that can be read.
std::string python_code(const std::string& text) {
  if (text.find_first_of("\"\\") == text.npos) return in_quotes(text);
  return text.find(")py\"") == text.npos ? "R\"py(" + text + ")py\"" : in_quotes(text);
}

std::string frozen_code(const FrozenSets& sets, const std::string& compare) {
  std::string out = "  static constexpr FrozenCase kSets[][kMostFrozen] = {\n";
  std::size_t most = 1;
  for (const auto& set : sets) {
    most = std::max(most, set.size());
    out += "      {\n";
    for (const Frozen& one : set) out += fmt::format("          {{{}, {}}},\n", python_code(one.call), python_code(one.gives));
    out += "      },\n";
  }
  const char* matcher = compare == "near" ? "Near(gives)" : compare == "in_any_order" ? "InAnyOrder(*gives.items())" : "gives";
  return fmt::format("  constexpr int kMostFrozen = {};\n", most) + out +
         fmt::format("  }};\n  expect_frozen(kSets, [](const Value& gives) {{ return Returns({}); }});\n", matcher);
}

}  // namespace

std::string source_of(const std::string& exercise, const std::string& file, const std::vector<Case>& cases,
                      const std::vector<FrozenSets>& frozen) {
  std::string out = fmt::format("// Generated from {} by kata-compile-table.\n#include <kata/test.h>\n\n#include <limits>\n\nKATA_EXERCISE({});\n", file, exercise);
  std::size_t next = 0;
  for (const Case& one : cases) {
    const std::string body = one.generate ? frozen_code(frozen[next++], one.generate->compare) : Body(one.steps).code();
    out += fmt::format("\n#line {} {}\nTEST_F({}, {}) {{\n{}}}\n", one.entry.line, in_quotes(file), exercise, one.entry.name, body);
  }
  return out;
}

}  // namespace kata::tables
