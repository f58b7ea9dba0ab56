// Matchers of outcomes and stand-ins.
#include <sstream>

#include "kata/matchers.h"
#include "testing/mismatch.h"
#include "testing/run.h"

namespace kata {
namespace detail {
namespace {

// The value without what only its types say: booleans and whole floats are integers, tuples are lists, a Counter is a dict.
Value untyped(const Value& value) {
  auto each = [](Values items) {
    for (auto& item : items) item = untyped(item);
    return items;
  };
  if (auto* b = value.get<bool>()) return *b ? 1 : 0;
  if (auto* number = value.get<double>()) {
    if (*number >= -1e15 && *number <= 1e15 && *number == static_cast<double>(static_cast<std::int64_t>(*number))) {
      return static_cast<std::int64_t>(*number);
    }
  }
  if (auto* subclass = value.get<Subclass>()) return untyped(subclass->base.front());
  if (auto* list = value.get<List>()) return List{each(list->items)};
  if (auto* tuple = value.get<Tuple>()) return List{each(tuple->items)};
  if (auto* set = value.get<Set>()) return Set{each(set->items)};
  if (auto* set = value.get<Frozenset>()) return Set{each(set->items)};
  if (auto* bytes = value.get<Bytes>()) return bytes->data;
  if (auto* dict = value.get<Dict>()) {
    Dict out;
    for (const auto& [key, item] : dict->items) out.items.emplace_back(untyped(key), untyped(item));
    return out;
  }
  return value;
}

}  // namespace

Mismatch mismatch(const Outcome& outcome, std::string_view kind) {
  Mismatch out;
  out.kind = kind;
  out.calls = current().calls_to(outcome.data().call);
  return out;
}

Mismatch mismatch_of_test(std::string_view kind) {
  Mismatch out;
  out.kind = kind;
  if (current().any_call()) out.calls = current().calls_to(current().last_call());
  return out;
}

Mismatch mismatch_of_other_outcome(const Outcome& outcome) {
  Mismatch out = mismatch(outcome, "value");
  out.trace = outcome.trace();
  out.actual = outcome.data().value;
  switch (outcome.kind()) {
    case Outcome::Kind::value: break;
    case Outcome::Kind::raised: out.kind = "raised"; break;
    case Outcome::Kind::blocked: out.kind = "blocked", out.subject = outcome.what(); break;
    case Outcome::Kind::stuck: out.kind = "stalled", out.subject = outcome.what(); break;
    case Outcome::Kind::stalled: out.kind = "stalled"; break;
    case Outcome::Kind::missing:
      out.kind = "missing";
      out.subject = outcome.what();
      out.actual = Value(outcome.near_names());
      break;
  }
  return out;
}

template <class T> bool Judge<T>::MatchAndExplain(const T& actual, std::ostream* out) const {
  auto mismatch = rule_(actual);
  if (!mismatch) return true;
  if (out) {
    const std::string explanation =
        "judged by '" + description_ + "' (" + mismatch->kind + "), found " + spell(mismatch->actual, Spelling::python, 1000);
    *out << explanation;
    current().note(std::move(*mismatch), explanation);
  }
  return false;
}
template class Judge<Outcome>;
template class Judge<StandIn>;

}  // namespace detail

namespace {

using detail::mismatch;
using detail::mismatch_of_other_outcome;
using detail::current;

// `actual` against `wanted`; the mismatch made by `make`, which is called only then.
template <class Make>
std::optional<Mismatch> judge(const ValueMatcher& wanted, Value actual, Make make) {
  Values path;
  if (wanted.matches(actual, path)) return std::nullopt;
  Mismatch out = make();
  out.relation = wanted.relation();
  out.expected = wanted.expected();
  out.actual = std::move(actual);
  if (out.path.empty()) out.path = std::move(path);
  return out;
}

std::string described(std::string_view verb, const ValueMatcher& value) {
  std::ostringstream out;
  out << verb << " ";
  value.DescribeTo(&out);
  return out.str();
}

Mismatch other_than(const Outcome& outcome, const ValueMatcher& wanted) {
  Mismatch out = mismatch_of_other_outcome(outcome);
  out.relation = wanted.relation();
  out.expected = wanted.expected();
  return out;
}

OutcomeMatcher gives(std::string_view verb, const char* kind, ValueMatcher value) {
  return {described(verb, value), [kind, value](const Outcome& outcome) -> std::optional<Mismatch> {
            if (!outcome.ok()) return other_than(outcome, value);
            auto out = judge(value, outcome.data().value, [&] { return mismatch(outcome, kind); });
            if (!out) return out;
            const bool right_but_for_type = out->relation == "equals" && detail::untyped(out->expected) == detail::untyped(out->actual);
            if (out->kind == "value" && (right_but_for_type || out->relation == "of_type")) out->kind = "type";
            return out;
          }};
}

bool is_a(const Exception& exception, const std::string& type) {
  for (const auto& name : exception.types) {
    if (name == type) return true;
  }
  return false;
}

std::optional<Mismatch> judge_type(const Outcome& outcome, const std::string& type) {
  if (outcome.kind() == Outcome::Kind::raised && is_a(*outcome.data().value.get<Exception>(), type)) return std::nullopt;
  Mismatch out = mismatch_of_other_outcome(outcome);
  if (outcome.ok()) out.kind = "exception_expected";
  if (outcome.kind() == Outcome::Kind::raised) out.kind = "exception_type";
  out.relation = "raises";
  out.expected = type;
  return out;
}

ValueMatcher exact_time(ValueMatcher seconds) {
  return seconds.relation() == "equals" ? Near(seconds.expected(), 1e-6) : seconds;
}

}  // namespace

OutcomeMatcher Returns(ValueMatcher value) { return gives("returns", "value", std::move(value)); }
OutcomeMatcher Observes(ValueMatcher value) { return gives("observes", "observes", std::move(value)); }

OutcomeMatcher Raises(std::string type) {
  return {"raises " + type, [type](const Outcome& outcome) { return judge_type(outcome, type); }};
}

OutcomeMatcher Raises(std::string type, ValueMatcher message) {
  return {described("raises " + type + " whose message", message), [type, message](const Outcome& outcome) {
            if (auto wrong = judge_type(outcome, type)) return wrong;
            return judge(message, outcome.data().value.get<Exception>()->message, [&] {
              Mismatch out = mismatch(outcome, "exception_message");
              out.subject = type;
              out.trace = outcome.trace();
              return out;
            });
          }};
}

OutcomeMatcher Prints(ValueMatcher text) {
  return {described("prints", text), [text](const Outcome& outcome) -> std::optional<Mismatch> {
            if (!outcome.ok()) return other_than(outcome, text);
            return judge(text, current().printed(outcome.data().call), [&] { return mismatch(outcome, "printed"); });
          }};
}

OutcomeMatcher Took(ValueMatcher seconds) {
  seconds = exact_time(std::move(seconds));
  return {described("took", seconds), [seconds](const Outcome& outcome) -> std::optional<Mismatch> {
            if (!outcome.ok() && outcome.kind() != Outcome::Kind::raised) return other_than(outcome, seconds);
            return judge(seconds, outcome.time(), [&] {
              Mismatch out = mismatch(outcome, "time");
              out.subject = "virtual_time";
              return out;
            });
          }};
}

OutcomeMatcher LeftNoTasks() {
  return {"left no tasks", [](const Outcome& outcome) -> std::optional<Mismatch> {
            if (!outcome.ok() && outcome.kind() != Outcome::Kind::raised) return mismatch_of_other_outcome(outcome);
            const Value left = outcome.meta("tasks_left");
            return judge(ValueMatcher(0), left.is_none() ? Value(0) : left, [&] {
              Mismatch out = mismatch(outcome, "count");
              out.subject = "tasks_left";
              return out;
            });
          }};
}

OutcomeMatcher Blocked() {
  return {"blocks the event loop", [](const Outcome& outcome) -> std::optional<Mismatch> {
            if (outcome.kind() == Outcome::Kind::blocked) return std::nullopt;
            Mismatch out = mismatch_of_other_outcome(outcome);
            out.relation = "blocks";
            return out;
          }};
}

// ---- stand-ins ----

namespace {

template <class Count>
StandInMatcher counts(std::string_view verb, const char* subject, ValueMatcher wanted, Count count) {
  return {described(verb, wanted), [=](const StandIn& stand_in) {
            return judge(wanted, (stand_in.*count)(), [&] {
              Mismatch out = detail::mismatch_of_test("count");
              out.subject = subject;
              out.path = {stand_in.name()};
              return out;
            });
          }};
}

}  // namespace

StandInMatcher Pulled(ValueMatcher count) { return counts("was pulled", "pulled", std::move(count), &StandIn::pulled); }
StandInMatcher WasCalled(ValueMatcher count) { return counts("was called", "calls", std::move(count), &StandIn::started); }
StandInMatcher MostInFlight(ValueMatcher count) {
  return counts("had at most in flight", "in_flight", std::move(count), &StandIn::most_in_flight);
}
StandInMatcher WasCancelled(ValueMatcher count) { return counts("was cancelled", "cancelled", std::move(count), &StandIn::cancelled); }

StandInMatcher ClosedOnce() {
  return {"was closed once", [](const StandIn& stand_in) {
            const auto kind = stand_in.state().remote.kind;
            const bool context = kind == RemoteKind::context_manager || kind == RemoteKind::async_context_manager;
            const int wanted = context ? std::max(1, stand_in.entered()) : 1;
            return judge(ValueMatcher(wanted), context ? stand_in.exited() : stand_in.closed(), [&] {
              Mismatch out = detail::mismatch_of_test("count");
              out.subject = context ? "exited" : "closed";
              out.path = {stand_in.name()};
              return out;
            });
          }};
}

}  // namespace kata
