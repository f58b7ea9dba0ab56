// The one header of a hidden-test file.
//
//   KATA_EXERCISE(rotate);                          // the fixture: its name is the exercise's id
//   TEST_F(rotate, MovesTheFirstItemToTheEnd) {
//     EXPECT_THAT(call("rotate", list(1, 2, 3)), Returns(list(2, 3, 1)));
//   }
//   KATA_PROPERTY(rotate, KeepsEveryItem, const std::vector<int>& items) {
//     EXPECT_THAT(call("rotate", items), Returns(InAnyOrder(Values(items.begin(), items.end()))));
//   }
//
// Each test talks to a process of its own in the submission's box. When that process ends in the middle, the body is
// left by an exception that no author's code needs to know; don't write catch (...) without rethrowing.
#ifndef KATA_TEST_H
#define KATA_TEST_H

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kata/generate.h"
#include "kata/matchers.h"
#include "kata/outcome.h"
#include "kata/stand_in.h"

namespace kata {

// A call and what it gives, as Python literals: {"rotate([1, 2])", "[2, 1]"}. Made of a table by `generate`.
struct FrozenCase {
  const char* call = nullptr;
  const char* gives = nullptr;
};

class Exercise : public ::testing::Test {
 public:
  // ---- asking the submission ----

  // Calls a function or a class of the submission: call("rotate", list(1, 2), kwargs({{"by", 1}})).
  template <class... T> static Outcome call(std::string_view name, T&&... args) {
    return send(name, Arguments::of(std::forward<T>(args)...), Mode::plain);
  }
  // Calls a coroutine function inside asyncio.run on the virtual clock and awaits what it gives.
  template <class... T> static Outcome run(std::string_view name, T&&... args) {
    return send(name, Arguments::of(std::forward<T>(args)...), Mode::run);
  }
  // Each in a thread of its own, begun in this order. With a seed the threads are switched by a deterministic scheduler,
  // which finds deadlocks; without, they are the system's.
  static std::vector<Outcome> parallel(const std::vector<Request>& requests, std::optional<std::uint64_t> seed = {});
  // A module-level name.
  static Outcome get(std::string_view name);
  // The object that an outcome holds. Anything else fails the test and leaves its body.
  static Handle object(const Outcome& outcome);
  // Runs code beside the submission, whose names are visible; gives what its last observe(x) was given.
  static Outcome probe(std::string_view code, const Names& names = {});
  // Facts of the source, from a clean process (Python only): a dict.
  static Value syntax();
  // What the test's processes wrote so far.
  static Output output();
  // A fresh child with the submission loaded anew. Handles of the old one are void.
  static void restart();

  static const std::string& language();  // "python" or "cpp"
  static std::uint64_t seed();           // of this test in this run; the same for each submission

  // ---- stand-ins ----

  // A function whose body runs here; in C++ of the type that the exercise's header declares.
  template <class F> static StandIn function(std::string_view name, F body) {
    return make(RemoteKind::function, name, "call", StandIn::wrap(std::move(body)));
  }
  // The same, awaitable in the box; without an answer in the body it gives None at once.
  template <class F> static StandIn async_function(std::string_view name, F body) {
    return make(RemoteKind::coroutine_function, name, "call", StandIn::wrap(std::move(body)));
  }
  // One-pass iterators, over these items or over what `source` gives for 0, 1, 2, …
  static StandIn iterator(std::initializer_list<Value> items) { return iterator(Values(items)); }
  static StandIn iterator(Values items);
  static StandIn iterator(Source source);
  template <class T> static StandIn iterator(const std::vector<T>& items) { return iterator(to_values(items)); }
  static StandIn async_iterator(std::initializer_list<Value> items) { return async_iterator(Values(items)); }
  static StandIn async_iterator(Values items);
  static StandIn async_iterator(Source source);
  // Gives a new iterator each time it is asked; pulled() and closed() count over all of them.
  static StandIn iterable(std::initializer_list<Value> items) { return iterable(Values(items)); }
  static StandIn iterable(Values items);
  // `entering` is what `with … as x` gives. Exceptions pass through.
  static StandIn context_manager(std::string_view name, Value entering = {});
  static StandIn async_context_manager(std::string_view name, Value entering = {});
  // Who asks first gets it first.
  static StandIn lock(std::string_view name);
  // A shared number: x.value reads, x.value = … writes.
  static StandIn number(std::int64_t start);
  // A mapping with only keys() and []; a missing key raises KeyError.
  static StandIn mapping(std::vector<std::pair<Value, Value>> entries);

  // Every use of every stand-in of this test, in the order in which they came.
  static std::vector<Call> uses();

  // ---- properties ----

  // In a KATA_PROPERTY: draws a value beside the parameters.
  template <class G> static auto draw(G generator) { return generator(current_draw()); }
  // Each call of the set that the run's seed picks gives what `matcher` makes of its value. The first that doesn't is told,
  // so the simplest stands first. A set may end in empty cases.
  template <std::size_t Sets, std::size_t Most>
  static void expect_frozen(const FrozenCase (&sets)[Sets][Most], OutcomeMatcher (*matcher)(const Value& gives)) {
    expect_each(sets[pick(Sets)], Most, matcher);
  }

 protected:
  void SetUp() override;

 private:
  template <class T> static Values to_values(const std::vector<T>& items) { return std::move(Value(items).get<List>()->items); }
  static Outcome send(std::string_view name, Arguments arguments, Mode mode);
  static StandIn make(RemoteKind kind, std::string_view name, std::string_view method, Body body);
  static Draw& current_draw();
  static std::size_t pick(std::size_t sets);
  static void expect_each(const FrozenCase* cases, std::size_t most, OutcomeMatcher (*matcher)(const Value& gives));
};

namespace detail {

// The files of a suite of pytest, by their paths below it; the generated code has them.
using SuiteFiles = std::vector<std::pair<std::string_view, std::string_view>>;
bool add_suite(std::string_view exercise, SuiteFiles files);
void check_pytest(std::string_view exercise, std::string_view name, std::string_view node);

// Runs `body` with many inputs, makes a failing one smaller, confirms it in a fresh child, and reports it.
void check_property(const std::function<void(Draw&)>& body);
// The same with `cases` inputs in their order: what the body draws first is the number of one.
void check_cases(std::size_t cases, const std::function<void(Draw&)>& body);

template <class Test, class Owner, class... P> void check_property(Test& test, void (Owner::*property)(P...)) {
  check_property([&](Draw& draw) {
    std::tuple<std::decay_t<P>...> input{Arbitrary<std::decay_t<P>>::draw(draw)...};
    std::apply([&](auto&... item) { (test.*property)(static_cast<P>(item)...); }, input);
  });
}

}  // namespace detail
}  // namespace kata

using namespace kata;  // a hidden-test file speaks only Kata; this header is for nothing else

namespace kata {

// What these do needs the fixture.
template <class... T> Outcome call(std::string_view, T&&...) {
  static_assert(detail::kNever<std::tuple<T...>>, "call() belongs to the exercise's fixture: write TEST_F(exercise, Name), not TEST; in a helper Exercise::call(…)");
  return Outcome(nullptr);
}
template <class... T> Outcome probe(T&&...) {
  static_assert(detail::kNever<std::tuple<T...>>, "probe() belongs to the exercise's fixture: write TEST_F(exercise, Name), not TEST; in a helper Exercise::probe(…)");
  return Outcome(nullptr);
}

}  // namespace kata

// The fixture of an exercise, once per file. Members and helpers may be added by deriving from it.
#define KATA_EXERCISE(id) \
  class id : public ::kata::Exercise {}  // NOLINT(bugprone-macro-parentheses): there can be none around a name

// A test that runs with 100 random inputs, one per parameter: types that Arbitrary knows. In the body draw() gives more.
// The body runs many times and must leave nothing behind; stand-ins are made inside it.
#define KATA_PROPERTY(exercise, test_name, ...)                                                       \
  class exercise##_##test_name##_Property : public exercise {                                         \
   public:                                                                                            \
    void property(__VA_ARGS__);                                                                       \
  };                                                                                                  \
  GTEST_TEST_(exercise, test_name, exercise##_##test_name##_Property,                                 \
              ::testing::internal::GetTypeId<exercise>()) {                                           \
    ::kata::detail::check_property(*this, &exercise##_##test_name##_Property::property);              \
  }                                                                                                   \
  void exercise##_##test_name##_Property::property(__VA_ARGS__)

// The fixture of an exercise whose tests were written for pytest or unittest, as the files in tests/<id>.pytest/: they import
// the submission by this name. They run beside the submission's code, which can tamper with them; topic.yaml says
// `tests: pytest` of the exercise.
#define KATA_PYTEST_EXERCISE(id, name)              \
  /* NOLINTNEXTLINE(bugprone-macro-parentheses): there can be none around a name */ \
  class id : public ::kata::Exercise {              \
   public:                                          \
    static constexpr const char* kImported = name;  \
  }

// One of those tests, by pytest's own name for it: "test_rotate.py::test_moves[1]".
#define KATA_PYTEST(exercise, test_name, node) \
  TEST_F(exercise, test_name) { ::kata::detail::check_pytest(#exercise, kImported, node); }

#endif
