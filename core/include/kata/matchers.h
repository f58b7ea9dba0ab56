// Matchers: EXPECT_THAT(call("f", 1), Returns(2)). Included by kata/test.h.
//
// A failing one records what was expected and what came as data (Mismatch), from which the learner's message is made.
// Matchers of GoogleMock combine with these; where nothing but GoogleMock judged, the learner reads the test's title and hint.
#ifndef KATA_MATCHERS_H
#define KATA_MATCHERS_H

#include <concepts>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "kata/outcome.h"
#include "kata/stand_in.h"

namespace kata {

// A condition on a value. A plain value is the condition to be equal to it, types and all.
class ValueMatcher {
 public:
  using is_gtest_matcher = void;
  // True if it holds; else `path`, empty at first, may be set to where the first difference is.
  using Check = std::function<bool(const Value& actual, Values& path)>;

  template <class T>
    requires(std::convertible_to<T, Value> && !std::same_as<std::remove_cvref_t<T>, ValueMatcher>)
  ValueMatcher(T&& value) : ValueMatcher(equal_to(Value(std::forward<T>(value)))) {}  // NOLINT(bugprone-forwarding-reference-overload): but for copies
  ValueMatcher(std::string relation, Value expected, Check check)
      : relation_(std::move(relation)), expected_(std::move(expected)), check_(std::move(check)) {}

  const std::string& relation() const { return relation_; }  // "equals", "near", …: Mismatch::relation
  const Value& expected() const { return expected_; }
  bool matches(const Value& actual, Values& path) const { return check_(actual, path); }

  bool MatchAndExplain(const Value& actual, std::ostream* out) const;
  void DescribeTo(std::ostream* out) const;
  void DescribeNegationTo(std::ostream* out) const;

 private:
  static ValueMatcher equal_to(Value value);

  std::string relation_;
  Value expected_;
  Check check_;
};
// NOLINTBEGIN(readability-identifier-naming): matchers are named as GoogleMock's are
// ---- conditions on values, inside Returns(), Observes(), Raises(), Took(), Pulled(), … or on a Value ----

// Equal, but floats may differ by `tolerance` wherever they are inside; an int there is taken for a float.
ValueMatcher Near(Value value, double tolerance = 1e-9);
// A list or tuple with these items in any order.
ValueMatcher InAnyOrder(Values items);
// Any list or tuple with exactly these items in this order; a dict with these keys in this order.
ValueMatcher InOrder(Values items);
// A dict equal to this one, with its entries in this order too.
ValueMatcher InOrder(Dict entries);
// The text, or the message, is this one exactly.
ValueMatcher Says(std::string text);
// A text in which this POSIX extended regular expression is found; \d, \w and \s work too.
// Texts of more than 8 KiB match nothing.
ValueMatcher Like(std::string pattern);
// A text with this part, a list, tuple or set with this item, a dict with this key.
ValueMatcher Contains(ValueMatcher item);
// The name of its type: "dict", "Counter", "NoneType", …
ValueMatcher OfType(std::string type);
// Numbers.
ValueMatcher AtMost(Value most);
ValueMatcher AtLeast(Value least);
ValueMatcher Between(Value least, Value most);  // both included

namespace detail {
ValueMatcher any_of(std::vector<ValueMatcher> choices);
ValueMatcher all_of(std::vector<ValueMatcher> conditions);
Values values_of(std::vector<Value> items);

// A matcher of outcomes or stand-ins: gives the mismatch, or nullopt where it holds.
template <class T>
class Judge {
 public:
  using is_gtest_matcher = void;
  using Rule = std::function<std::optional<Mismatch>(const T&)>;
  Judge(std::string description, Rule rule) : description_(std::move(description)), rule_(std::move(rule)) {}
  bool MatchAndExplain(const T& actual, std::ostream* out) const;
  void DescribeTo(std::ostream* out) const { *out << description_; }
  void DescribeNegationTo(std::ostream* out) const { *out << "not: " << description_; }

 private:
  std::string description_;
  Rule rule_;
};
}  // namespace detail

// Several items: InAnyOrder(1, 2, 3), InOrder(1, 2, 3).
template <class A, class B, class... T> ValueMatcher InAnyOrder(A&& a, B&& b, T&&... more) {
  return InAnyOrder(Values{Value(std::forward<A>(a)), Value(std::forward<B>(b)), Value(std::forward<T>(more))...});
}
template <class A, class B, class... T> ValueMatcher InOrder(A&& a, B&& b, T&&... more) {
  return InOrder(Values{Value(std::forward<A>(a)), Value(std::forward<B>(b)), Value(std::forward<T>(more))...});
}
template <class... T>
  requires((std::convertible_to<T, ValueMatcher> && ...) && sizeof...(T) > 0)
ValueMatcher AnyOf(T&&... choices) { return detail::any_of({ValueMatcher(std::forward<T>(choices))...}); }
template <class... T>
  requires((std::convertible_to<T, ValueMatcher> && ...) && sizeof...(T) > 0)
ValueMatcher AllOf(T&&... conditions) { return detail::all_of({ValueMatcher(std::forward<T>(conditions))...}); }

// ---- on outcomes ----

using OutcomeMatcher = detail::Judge<Outcome>;

namespace detail {
template <class T> concept NoCondition = !std::convertible_to<T, ValueMatcher>;
template <class Matcher, class T> Matcher refuse_condition() {
  static_assert(kNever<T>, "what is expected is a value, or a condition on one: Returns(3), Returns(list(1, 2)), Returns(Near(0.5))");
  return {"", nullptr};
}
}  // namespace detail

OutcomeMatcher Returns(ValueMatcher value);
template <detail::NoCondition T> OutcomeMatcher Returns(T&&) { return detail::refuse_condition<OutcomeMatcher, T>(); }
// An exception of this type or of one derived from it; `message` is a condition on str(error).
OutcomeMatcher Raises(std::string type);
OutcomeMatcher Raises(std::string type, ValueMatcher message);
// The last observe(…) of a probe.
OutcomeMatcher Observes(ValueMatcher value);
template <detail::NoCondition T> OutcomeMatcher Observes(T&&) { return detail::refuse_condition<OutcomeMatcher, T>(); }
// What went to standard output since the last Prints() or output() of this test, or since its beginning.
OutcomeMatcher Prints(ValueMatcher text);
// Virtual seconds; a plain number may be missed by a microsecond.
OutcomeMatcher Took(ValueMatcher seconds);
// No task of the event loop was left when the awaited result came.
OutcomeMatcher LeftNoTasks();
// It blocked the event loop.
OutcomeMatcher Blocked();

// ---- on stand-ins ----

using StandInMatcher = detail::Judge<StandIn>;

StandInMatcher Pulled(ValueMatcher count);
StandInMatcher WasCalled(ValueMatcher count);
StandInMatcher MostInFlight(ValueMatcher count);
StandInMatcher WasCancelled(ValueMatcher count);
// An iterator was closed once; a context manager was left as often as it was entered, and at least once.
StandInMatcher ClosedOnce();
// NOLINTEND(readability-identifier-naming)
}  // namespace kata

#endif
