#include <kata/cpp/bridge.h>

#include "solution.cc"

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

using Say = std::function<void(std::string)>;

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

KATA_EXPORT_AS("twice", [](int a, int b) { return twice(a, b).get(); }, "a", "b");
KATA_EXPORT_AS("add", [](int a, int b) { return add(a, b).get(); }, "a", "b");
KATA_EXPORT_AS("depth", [](int levels) { return depth(levels).get(); }, "levels");
KATA_EXPORT_AS("total", [](std::vector<int> numbers) { return total(std::move(numbers)).get(); }, "numbers");
KATA_EXPORT_AS("greeting", [](std::string name) { return greeting(std::move(name)).get(); }, "name");
KATA_EXPORT_AS("boxed", [](int number) { return *boxed(number).get(); }, "number");
KATA_EXPORT_AS("reboxed", [](int number) { return *reboxed(number).get(); }, "number");
KATA_EXPORT_AS("copies_of", [](int grams) {
  Parcel::copies = 0;
  const auto received = forwarded(grams).get();
  return received.weight == grams ? Parcel::copies : -1;
}, "grams");
KATA_EXPORT_AS("fails", [](std::string message) { return fails(std::move(message)).get(); }, "message");
KATA_EXPORT_AS("awaits_failure", [](std::string message) { return awaits_failure(std::move(message)).get(); }, "message");
KATA_EXPORT_AS("catches", [](std::string message) { return catches(std::move(message)).get(); }, "message");

KATA_EXPORT_AS("tell", [](Say say) {
  auto task = story(say);
  say("story made");
  const int pages = task.get();
  say("story over");
  return pages;
}, "say");
KATA_EXPORT_AS("tell_nothing", [](Say say) {
  { auto task = story(say); }
  say("story dropped");
}, "say");

KATA_EXPORT_AS("moved", [](int a, int b) {
  auto first = add(a, b);
  auto second = std::move(first);
  return second.get();
}, "a", "b");
KATA_EXPORT_AS("assigned", [](int a, int b) {
  auto task = add(0, 0);
  task = add(a, b);
  return task.get();
}, "a", "b");
KATA_EXPORT_AS("copyable", [] {
  return std::is_copy_constructible_v<lazy_task<int>> || std::is_copy_assignable_v<lazy_task<int>>;
});
KATA_EXPORT_AS("movable", [] {
  return std::is_move_constructible_v<lazy_task<int>> && std::is_move_assignable_v<lazy_task<int>>;
});

KATA_EXPORT_AS("alive_after_get", [] { return alive_after([] { host(Resident()).get(); }); });
KATA_EXPORT_AS("alive_after_error", [] {
  return alive_after([] {
    try {
      unlucky_guest(Resident()).get();
    } catch (const std::out_of_range&) {
    }
  });
});
KATA_EXPORT_AS("alive_unused", [] { return alive_after([] { auto task = guest(Resident()); }); });
KATA_EXPORT_AS("alive_after_moves", [] {
  return alive_after([] {
    auto first = guest(Resident());
    auto second = std::move(first);
    first = guest(Resident());
    second = std::move(first);
    second.get();
  });
});

KATA_EXPORT_AS("stays_in_thread", [] { return awaited_in_thread(std::this_thread::get_id()).get(); });
