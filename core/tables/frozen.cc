#include "tables/frozen.h"

#include <algorithm>
#include <limits>
#include <set>

#include "base/format.h"
#include "base/text.h"
#include "base/words.h"
#include "report/message.h"
#include "tables/words.h"
#include "testing/choices.h"

namespace kata::tables {
namespace {

constexpr int kTries = 20;                  // for each input that is wanted
constexpr std::size_t kAtOnce = 100;        // calls of one request

std::string spelled(const Value& value) { return spell(value, Spelling::python, std::numeric_limits<std::ptrdiff_t>::max()); }

std::string argument(const Expression& item, const std::vector<std::pair<std::string, Value>>& drawn) {
  if (item.is(Expression::Kind::literal)) return spelled(item.value);
  return spelled(std::ranges::find(drawn, item.name, [](const auto& entry) { return entry.first; })->second);
}

std::string call_text(const Expression& call, const std::vector<std::pair<std::string, Value>>& drawn) {
  std::string out;
  for (const Expression& item : call.items) out += (out.empty() ? "" : ", ") + argument(item, drawn);
  for (const auto& [name, item] : call.named) out += (out.empty() ? "" : ", ") + name + "=" + argument(item, drawn);
  return call.name + "(" + out + ")";
}

}  // namespace

std::vector<std::string> draw_calls(const Case& one, std::uint64_t seed) {
  std::vector<std::pair<std::string, Generator<Value>>> generators;
  for (const auto& [name, expression] : one.generate->args) generators.emplace_back(name, generator_of(expression));
  const auto count = static_cast<std::size_t>(one.generate->count);
  detail::Random seeds(seed);
  std::set<std::string> seen;
  for (std::size_t tries = 0; seen.size() < count && tries < kTries * count; ++tries) {
    const double size = std::min(1.0, static_cast<double>(tries) / static_cast<double>(count));
    detail::Choices choices = tries == 0 ? detail::Choices(detail::ChoiceSequence()) : detail::Choices(seeds.next(), size);
    std::vector<std::pair<std::string, Value>> drawn;
    for (const auto& [name, generator] : generators) drawn.emplace_back(name, generator(choices));
    seen.insert(call_text(one.steps[0].target, drawn));
  }
  std::vector<std::string> calls(seen.begin(), seen.end());
  std::ranges::stable_sort(calls, {}, [](const std::string& call) { return call.size(); });
  return calls;
}

void Oracle::problem(const Case& one, std::string what) {
  problems_.push_back({table_, one.generate->line, one.generate->column, std::move(what)});
}

bool Oracle::answer(const Case& one, const std::vector<std::string>& calls, std::vector<Frozen>& out) {
  const RunResult result = session_.run(reference_, {.calls = calls});
  const auto said = [&]() -> std::string {
    if (!result.load.reason.empty()) return report::message(result.load, reference_.language);
    if (result.problem) return report::message(*result.problem, {reference_.language});
    report::TestReport test{.verdict = result.verdict, .signal = result.signal, .exit_code = result.exit_code, .syscall = result.syscall, .trace = result.trace};
    return test.verdict == report::TestVerdict::passed ? "" : report::message(test, {reference_.language});
  }();
  if (!said.empty() || result.values.size() != calls.size()) {
    problem(one, format(_("the reference doesn't answer; generate other inputs, or mend it:")) + "\n" + indent(said, "    "));
    return false;
  }
  for (std::size_t i = 0; i < calls.size(); ++i) {
    const std::string text = spelled(result.values[i]);
    const bool sequence = result.values[i].get<List>() || result.values[i].get<Tuple>();
    if (parse_literal(text) != result.values[i])
      return problem(one, format(_("the reference gives {} for {}, which is no literal"), shorten(printable(text), 60), shorten(printable(calls[i]), 60))), false;
    if (one.generate->compare == "in_any_order" && !sequence)
      return problem(one, format(_("the reference gives {} for {}, which has no order to be left out of account"), shorten(printable(text), 60), shorten(printable(calls[i]), 60))), false;
    out.push_back({calls[i], text});
  }
  return true;
}

FrozenSets Oracle::sets(const Case& one) {
  FrozenSets out;
  for (int seed = 0; seed < kFrozenSeeds; ++seed) {
    const auto calls = draw_calls(one, static_cast<std::uint64_t>(seed));
    out.emplace_back();
    for (std::size_t from = 0; from < calls.size(); from += kAtOnce) {
      const auto to = std::min(calls.size(), from + kAtOnce);
      if (!answer(one, {calls.begin() + static_cast<std::ptrdiff_t>(from), calls.begin() + static_cast<std::ptrdiff_t>(to)}, out.back())) return out;
    }
  }
  return out;
}

}  // namespace kata::tables
