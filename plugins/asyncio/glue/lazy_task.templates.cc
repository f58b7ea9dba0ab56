// Compiled with each submission, so it is kept free of the bridge: lazy_task.cc exports what is defined here.
#include "lazy_task.h"

#include "solution.cc"

#include <memory>
#include <stdexcept>
#include <thread>
#include <type_traits>
#include <utility>

namespace {

using glue::Say;

// Counts itself: in a coroutine's parameters it lives as long as the frame.
struct Resident {
  static inline int alive = 0;
  Resident() { ++alive; }
  Resident(const Resident&) { ++alive; }
  Resident(Resident&&) noexcept { ++alive; }
  Resident& operator=(const Resident&) = default;
  ~Resident() { --alive; }
};

// Counts how often it is copied.
struct Parcel {
  static inline int copies = 0;
  int weight = 0;
  Parcel() = default;
  explicit Parcel(int grams) : weight(grams) {}
  Parcel(const Parcel& other) : weight(other.weight) { ++copies; }
  Parcel(Parcel&&) noexcept = default;
  Parcel& operator=(const Parcel& other) { return weight = other.weight, ++copies, *this; }
  Parcel& operator=(Parcel&&) noexcept = default;
};

lazy_task<int> add(int a, int b) { co_return a + b; }
lazy_task<int> twice(int a, int b) { co_return 2 * co_await add(a, b); }

lazy_task<int> depth(int levels) {
  if (levels == 0) co_return 0;
  auto below = depth(levels - 1);
  co_return 1 + co_await std::move(below);
}

lazy_task<int> total(std::vector<int> numbers) {
  int sum = 0;
  for (const int number : numbers) sum = co_await add(sum, number);
  co_return sum;
}

lazy_task<std::string> greeting(std::string name) { co_return "hello, " + name; }
lazy_task<std::unique_ptr<int>> boxed(int number) { co_return std::make_unique<int>(number); }
lazy_task<std::unique_ptr<int>> reboxed(int number) { co_return co_await boxed(number); }
lazy_task<Parcel> parcel(int grams) { co_return Parcel(grams); }
lazy_task<Parcel> forwarded(int grams) { co_return co_await parcel(grams); }

lazy_task<int> fails(std::string message) {
  if (!message.empty()) throw std::out_of_range(message);
  co_return 0;
}
lazy_task<int> awaits_failure(std::string message) { co_return 1 + co_await fails(message); }
lazy_task<std::string> catches(std::string message) {
  std::string caught;
  try {
    co_await fails(message);
  } catch (const std::out_of_range& error) {
    caught = error.what();
  }
  co_return "caught: " + caught;
}

lazy_task<int> chapter(Say say, std::string name) {
  say(name + " begins");
  co_return 1;
}
lazy_task<int> story(Say say) {
  say("story begins");
  auto first = chapter(say, "chapter");
  say("chapter made");
  const int pages = co_await std::move(first);
  say("story goes on");
  co_return pages + 1;
}

lazy_task<int> guest(Resident) { co_return 1; }
lazy_task<int> host(Resident) { co_return co_await guest(Resident()); }
lazy_task<int> unlucky_guest(Resident) {
  if (Resident::alive > 0) throw std::out_of_range("no bed");
  co_return 0;
}

int alive_after(const std::function<void()>& visit) {
  Resident::alive = 0;
  visit();
  return Resident::alive;
}

lazy_task<bool> in_thread(std::thread::id thread) { co_return std::this_thread::get_id() == thread; }
lazy_task<bool> awaited_in_thread(std::thread::id thread) {
  const bool inner = co_await in_thread(thread);
  co_return inner && std::this_thread::get_id() == thread;
}

}  // namespace

namespace glue {

int add(int a, int b) { return ::add(a, b).get(); }
int twice(int a, int b) { return ::twice(a, b).get(); }
int depth(int levels) { return ::depth(levels).get(); }
int total(std::vector<int> numbers) { return ::total(std::move(numbers)).get(); }
std::string greeting(std::string name) { return ::greeting(std::move(name)).get(); }
int boxed(int number) { return *::boxed(number).get(); }
int reboxed(int number) { return *::reboxed(number).get(); }
int copies_of(int grams) {
  Parcel::copies = 0;
  const auto received = forwarded(grams).get();
  return received.weight == grams ? Parcel::copies : -1;
}

int fails(std::string message) { return ::fails(std::move(message)).get(); }
int awaits_failure(std::string message) { return ::awaits_failure(std::move(message)).get(); }
std::string catches(std::string message) { return ::catches(std::move(message)).get(); }

int tell(Say say) {
  auto task = story(say);
  say("story made");
  const int pages = task.get();
  say("story over");
  return pages;
}
void tell_nothing(Say say) {
  { auto task = story(say); }
  say("story dropped");
}

int moved(int a, int b) {
  auto first = ::add(a, b);
  auto second = std::move(first);
  return second.get();
}
int assigned(int a, int b) {
  auto task = ::add(0, 0);
  task = ::add(a, b);
  return task.get();
}
bool copyable() { return std::is_copy_constructible_v<lazy_task<int>> || std::is_copy_assignable_v<lazy_task<int>>; }
bool movable() { return std::is_move_constructible_v<lazy_task<int>> && std::is_move_assignable_v<lazy_task<int>>; }

int alive_after_get() {
  return alive_after([] { host(Resident()).get(); });
}
int alive_after_error() {
  return alive_after([] {
    try {
      unlucky_guest(Resident()).get();
    } catch (const std::out_of_range&) {
    }
  });
}
int alive_unused() {
  return alive_after([] { auto task = guest(Resident()); });
}
int alive_after_moves() {
  return alive_after([] {
    auto first = guest(Resident());
    auto second = std::move(first);
    first = guest(Resident());
    second = std::move(first);
    second.get();
  });
}

int alive_when_moved_to() {
  int alive = -1;
  alive_after([&alive] {
    auto first = guest(Resident());
    auto second = guest(Resident());
    second = std::move(first);
    alive = Resident::alive;
  });
  return alive;
}

bool stays_in_thread() { return awaited_in_thread(std::this_thread::get_id()).get(); }

}  // namespace glue
