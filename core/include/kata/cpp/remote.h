// What the test passes in: functions, iterators, numbers, locks whose body runs in the grader. Also the clock of the
// exercise's own event loop. Thread rule: everything here is safe for threads; a thread that asks waits for the answer.
#ifndef KATA_CPP_REMOTE_H
#define KATA_CPP_REMOTE_H

#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kata/cpp/convert.h"
#include "kata/value.h"

namespace kata::cpp {

// What the test's body raised. Names that C++ knows (std::out_of_range, …) arrive as that type instead.
class RemoteError : public std::runtime_error {
 public:
  explicit RemoteError(Exception error);
  const Exception& error() const { return *error_; }
  bool is(std::string_view type) const;   // "ValueError"

 private:
  std::shared_ptr<const Exception> error_;
};

// A question to the grader that is not waited for yet: for awaitables. Copies are the same question.
class Pending {
 public:
  static Pending ask(const Remote& remote, std::string_view method, Values args = {});
  std::uint64_t id() const;
  bool answered() const;           // never waits
  void wait() const;               // until it is answered
  double delay() const;            // after the answer: seconds of virtual time that the test wants to pass first
  Value take() const;              // the answered value, or throws what the test raised
  void settled(std::string_view how) const;   // "returned", "cancelled", "raised": tell the grader that it is over here
  // Waits until any of them is answered; tells the grader that nothing else can go on.
  static void wait_any(const std::vector<Pending>& questions);

 private:
  struct State;
  std::shared_ptr<State> state_;
  friend class Conversation;
};

// Asks and waits; passes the virtual time of a delay.
Value ask(const Remote& remote, std::string_view method, Values args = {});

// The time of the exercise's event loop, told to the test with each result. Installed for as long as it lives; the
// last time it knew stays for the result of the call. One at a time.
class Clock {
 public:
  // now: virtual seconds. pass: lets them go by, for a plain call whose answer takes time; empty: it takes none.
  explicit Clock(std::function<double()> now, std::function<void(double)> pass = {});
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  ~Clock();

 private:
  friend Value ask(const Remote& remote, std::string_view method, Values args);
  friend Value meta();
  std::function<double()> now_;
  std::function<void(double)> pass_;
};

const Remote& remote_from(const Value& value, RemoteKind kind, const std::string& wanted);

// iterator(...) of a test, pulled one by one. An input range: `for (int x : stream)`. Moves only; closes on destruction
// unless it was exhausted.
template <class T> class Stream {
 public:
  explicit Stream(Remote remote) : remote_(std::move(remote)) {}
  Stream(Stream&& other) noexcept : remote_(std::move(other.remote_)), done_(std::exchange(other.done_, true)) {}
  std::optional<T> next() {
    if (done_) return std::nullopt;
    try {
      return from_value<T>(ask(remote_, "next"));
    } catch (const RemoteError& error) {
      if (!error.is("StopIteration")) throw;
      done_ = true;
      return std::nullopt;
    }
  }
  class Iterator {
   public:
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using iterator_concept = std::input_iterator_tag;
    Iterator() = default;
    explicit Iterator(Stream* stream) : stream_(stream), item_(stream->next()) {}
    const T& operator*() const { return *item_; }
    Iterator& operator++() { item_ = stream_->next(); return *this; }
    void operator++(int) { ++*this; }
    bool operator==(std::default_sentinel_t) const { return !item_; }

   private:
    Stream* stream_ = nullptr;
    std::optional<T> item_;
  };
  Iterator begin() { return Iterator(this); }
  std::default_sentinel_t end() const { return {}; }

 private:
  Remote remote_;
  bool done_ = false;
};

// number(...) of a test: each read and each write is seen there, and may be held.
class Number {
 public:
  explicit Number(Remote remote) : remote_(std::move(remote)) {}
  std::int64_t read() const { return from_value<std::int64_t>(ask(remote_, "read")); }
  void write(std::int64_t number) const { ask(remote_, "write", {Value(number)}); }

 private:
  Remote remote_;
};

// lock(...) of a test: works with std::scoped_lock.
class Lock {
 public:
  explicit Lock(Remote remote) : remote_(std::move(remote)) {}
  void lock() { ask(remote_, "acquire"); }
  void unlock() { ask(remote_, "release"); }

 private:
  Remote remote_;
};

template <class R, class... A> struct Convert<std::function<R(A...)>> {
  static std::function<R(A...)> from(const Value& value) {
    if (value.is_none()) return {};
    return [remote = remote_from(value, RemoteKind::function, name())](A... args) -> R {
      Value answer = ask(remote, "call", Values{result_value(std::forward<A>(args))...});
      if constexpr (!std::is_void_v<R>) return from_value<R>(answer);
    };
  }
  static std::string name() { return "a function"; }
};
template <class T> struct Convert<Stream<T>> {
  static Stream<T> from(const Value& value) {
    if (const auto* remote = value.get<Remote>(); remote != nullptr && remote->kind == RemoteKind::iterable)
      return Stream<T>(remote_from(ask(*remote, "iter"), RemoteKind::iterator, name()));
    return Stream<T>(remote_from(value, RemoteKind::iterator, name()));
  }
  static std::string name() { return "an iterator"; }
};
template <> struct Convert<Number> {
  static Number from(const Value& value) { return Number(remote_from(value, RemoteKind::number, name())); }
  static std::string name() { return "a number"; }
};
template <> struct Convert<Lock> {
  static Lock from(const Value& value) { return Lock(remote_from(value, RemoteKind::lock, name())); }
  static std::string name() { return "a lock"; }
};
// Any Remote as it is, for the awaitables of an exercise's own loop: Pending::ask(remote, "call", …).
template <> struct Convert<Remote> {
  static Remote from(const Value& value) {
    const auto* remote = value.get<Remote>();
    if (remote == nullptr) wrong_type(name(), value);
    return *remote;
  }
  static std::string name() { return "a function"; }
};
// An exception that the learner holds or is given.
Value exception_value(const std::exception_ptr& error);
template <> struct Convert<std::exception_ptr> {
  static Value to(const std::exception_ptr& error) { return error ? exception_value(error) : Value(); }
  static std::string name() { return "std::exception_ptr"; }
};

}  // namespace kata::cpp

#endif
