// Stand-ins: functions, iterators, locks and the like that a test passes into the box and whose bodies run here, in the
// grader, where a submission can't see or forge what is written down. Included by kata/test.h.
//
// Each use by the submission arrives as a Call, one at a time, in the order in which the box made them. A stand-in answers
// only while a request of the test is under way. Making requests inside a body is an error.
#ifndef KATA_STAND_IN_H
#define KATA_STAND_IN_H

#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "kata/value.h"

namespace kata {

namespace detail {
struct Use;
struct StandInState;
}  // namespace detail

// One use of a stand-in. Cheap to copy; all copies are the same use.
class Call {
 public:
  const std::string& name() const;         // of the stand-in
  const std::string& method() const;       // "call", "next", "enter", … as in kata/frames.h
  const Values& args() const;
  // An argument that is not there raises TypeError in the submission, as a Python function would.
  const Value& arg(std::size_t index) const;
  const Value& kwarg(std::string_view name) const;
  bool has_kwarg(std::string_view name) const;
  int number() const;                      // 0 for the first use of this stand-in by this method
  double time() const;                     // virtual seconds since the test's request began
  int thread() const;                      // 0 is the main one, then in order of start
  Value meta(std::string_view name) const; // "pid", …: None if absent

  // The answer; the first one counts. They return None, so that a body can end in `return c.raise(…)`.
  Value reply(Value value = {}) const;
  Value reply_after(double seconds, Value value = {}) const;  // when so much virtual time has passed
  Value raise(std::string_view type, std::string_view message = "") const;  // a built-in, the module's, or asyncio's type
  Value raise(Exception exception) const;
  Value raise_after(double seconds, std::string_view type, std::string_view message = "") const;
  // Leaves it unanswered when the body returns; reply() or raise() on the copy answers it later, in another body or in
  // on_stalled().
  Call hold() const;
  bool answered() const;

  // How it went on in the box: "returned", "cancelled", "raised"; "" while it is under way.
  const std::string& how() const;
  double ended() const;                    // virtual seconds, once how() is not ""

  explicit Call(std::shared_ptr<detail::Use> use) : use_(std::move(use)) {}
  detail::Use& use() const { return *use_; }

 private:
  std::shared_ptr<detail::Use> use_;  // shared by the log, the one who holds it and the pump
};

// What a body may be: (Call&) → anything that a Value is made of, or void.
using Body = std::function<Value(Call&)>;

// Something passed into the box. Made by the fixture's function(), iterator(), lock(), …; cheap to copy; all copies are the
// same one. Its log goes on as long as its test.
class StandIn {
 public:
  operator Value() const;  // a Remote
  const std::string& name() const;

  std::vector<Call> calls() const;   // every use, in order
  int started() const;               // uses so far
  int in_flight() const;             // uses that are not over: awaited ones until the box says so, others until answered
  int most_in_flight() const;
  int finished() const;              // over, and not cancelled
  int cancelled() const;

  int pulled() const;                // items handed out (iterators)
  int iterated() const;              // times an iterator was asked for (iterables)
  int closed() const;                // times it was closed (iterators)
  int entered() const;               // context managers
  int exited() const;
  int acquired() const;              // locks
  int released() const;
  int reads() const;                 // numbers: reads of .value
  int writes() const;
  Value value() const;               // numbers: what it holds now

  // Every use waits until `count` are in flight; then all that wait are answered as they would have been. Where nothing else
  // can go on before that, they are let go, so the test goes on and most_in_flight() tells.
  StandIn& hold_until(int count);
  // The same for one method: numbers.hold_until("read", 2) makes two reads meet before either gets its value.
  StandIn& hold_until(std::string_view method, int count);
  // Called when nothing in the box can go on until a held use of this stand-in is answered. It should answer one.
  StandIn& on_stalled(std::function<void()> answer);
  // Replaces the body of one method: "call", "next", "enter", "exit", "acquire", "release", "read", "write", "get", "keys".
  template <class F> StandIn& on(std::string_view method, F body) { return set_body(method, wrap(std::move(body))); }

  // Makes a Body of a callable that may return void.
  template <class F> static Body wrap(F body) {
    static_assert(std::is_invocable_v<F&, Call&>, "the body of a stand-in takes its call, [](Call& call) { return 3; }; what returns nothing gives None, "
                                                  "or answers by the call");
    if constexpr (!std::is_invocable_v<F&, Call&>) {
      return {};
    } else if constexpr (std::is_void_v<std::invoke_result_t<F&, Call&>>) {
      return [body = std::move(body)](Call& call) mutable -> Value { return body(call), Value(); };
    } else {
      return [body = std::move(body)](Call& call) mutable -> Value { return Value(body(call)); };
    }
  }

  explicit StandIn(std::shared_ptr<detail::StandInState> state) : state_(std::move(state)) {}
  detail::StandInState& state() const { return *state_; }

 private:
  StandIn& set_body(std::string_view method, Body body);

  std::shared_ptr<detail::StandInState> state_;  // shared by the author's copies and the pump
};

// Items that an iterator gives: item 0, 1, …; nullopt ends it.
using Source = std::function<std::optional<Value>(int)>;

}  // namespace kata

#endif
