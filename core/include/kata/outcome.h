// What a call gave, and the objects that calls leave behind. Included by kata/test.h.
//
// Thread rule for all of the author's API: one thread, the grader's; callbacks run in it too.
#ifndef KATA_OUTCOME_H
#define KATA_OUTCOME_H

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kata/plugin.h"
#include "kata/value.h"

namespace kata {

// Keyword arguments, the last argument of a call: call("f", 1, kwargs({{"sep", ", "}})).
struct Kwargs {
  std::vector<std::pair<std::string, Value>> items;
};
inline Kwargs kwargs(std::vector<std::pair<std::string, Value>> items) { return {std::move(items)}; }

// What a name in a probe stands for: probe("observe(f(x))", {{"x", 3}}).
using Names = std::vector<std::pair<std::string, Value>>;

struct Arguments {
  Values args;
  std::vector<std::pair<std::string, Value>> kwargs;

  template <class... T> static Arguments of(T&&... items) {
    Arguments out;
    out.args.reserve(sizeof...(T));
    (out.add(std::forward<T>(items)), ...);
    return out;
  }
  void add(Kwargs more) { kwargs.insert(kwargs.end(), more.items.begin(), more.items.end()); }
  template <class T> void add(T&& item) {
    static_assert(std::is_constructible_v<Value, T>, "an argument is a value, or what becomes one: a number, a text, list(…), tuple(…), dict({…}), "
                                                     "a container of these, a stand-in, an object(…)");
    if constexpr (std::is_constructible_v<Value, T>) args.emplace_back(std::forward<T>(item));
  }
};

enum class Mode : std::uint8_t { plain, run };  // run: what the call gives is awaited inside asyncio.run

// What is called: a name ("rotate", "shelf.put"), or an attribute of an object; an empty attribute is the object itself.
struct Target {
  std::uint64_t handle = 0;  // 0: by name
  std::string name;
};

// A call that is not made yet, for parallel().
struct Request {
  Target target;
  Arguments arguments;
  Mode mode = Mode::plain;
};

namespace detail {
struct OutcomeData;
}

// What a call, an attribute or a probe gave. Cheap to copy.
class Outcome {
 public:
  // stuck: a deadlock that the box found. stalled: the box can't go on until the test answers a call that it holds, and
  // no on_stalled() did.
  enum class Kind : std::uint8_t { value, raised, blocked, missing, stuck, stalled };

  Kind kind() const;
  bool ok() const { return kind() == Kind::value; }
  // The value, or the exception. Where there is none the test fails, saying what there was instead, and its body is left.
  const Value& value() const;
  const Exception& raised() const;
  // Virtual seconds from the beginning of the call to its end.
  double time() const;
  // What the box reported of the call, by the names of kata/frames.h: meta("tasks_left"), meta("switches"). None if absent.
  Value meta(std::string_view name) const;
  // raised, blocked, stuck: the learner's own frames, outermost first.
  const std::vector<TraceLine>& trace() const;
  // blocked: what blocked the loop ("time.sleep"); missing: the name; stuck: what is waited for.
  const std::string& what() const;
  const std::vector<std::string>& near_names() const;  // missing

  explicit Outcome(std::shared_ptr<const detail::OutcomeData> data) : data_(std::move(data)) {}
  const detail::OutcomeData& data() const { return *data_; }

 private:
  std::shared_ptr<const detail::OutcomeData> data_;  // shared: an outcome is never changed and is copied by matchers
};

void PrintTo(const Outcome& outcome, std::ostream* out);

template <class T> bool operator==(const Outcome&, const T&) {
  static_assert(detail::kNever<T>, "an outcome is judged by a matcher: EXPECT_THAT(call(…), Returns(…))");
  return false;
}

// An object in the box that has no value form, to call further: Handle shelf = object(call("Shelf", 3)). Valid until its
// test ends or restarts the child. Passed as an argument it is that object.
class Handle {
 public:
  Handle(Object object, std::string name) : object_(std::move(object)), name_(std::move(name)) {}

  template <class... T> Outcome call(std::string_view method, T&&... args) const {
    return send(method, Arguments::of(std::forward<T>(args)...), Mode::plain);
  }
  // The same, with the result awaited inside asyncio.run.
  template <class... T> Outcome run(std::string_view method, T&&... args) const {
    return send(method, Arguments::of(std::forward<T>(args)...), Mode::run);
  }
  template <class... T> Outcome operator()(T&&... args) const {
    return send("", Arguments::of(std::forward<T>(args)...), Mode::plain);
  }
  Outcome get(std::string_view attribute) const;

  operator Value() const { return object_; }
  const Object& object() const { return object_; }
  const std::string& name() const { return name_; }  // as messages call it: "shelf"

 private:
  Outcome send(std::string_view method, Arguments arguments, Mode mode) const;

  Object object_;
  std::string name_;
};

// Calls for parallel(): request("f", 1), request(shelf, "put", 2).
template <class... T> Request request(const char* name, T&&... args) {
  Request out;
  out.target.name = name;
  out.arguments = Arguments::of(std::forward<T>(args)...);
  return out;
}
template <class... T> Request request(const Handle& object, std::string_view method, T&&... args) {
  Request out;
  out.target.handle = object.object().handle;
  out.target.name = method;
  out.arguments = Arguments::of(std::forward<T>(args)...);
  return out;
}

}  // namespace kata

#endif
