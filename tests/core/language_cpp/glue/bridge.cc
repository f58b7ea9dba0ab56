#include <kata/cpp/bridge.h>

#include <span>
#include <thread>

#include "solution.h"

KATA_STRUCT(Point, x, y);
enum class Colour : std::uint8_t { red, green };

namespace {

template <class T> T same(T value) { return value; }

kata::cpp::Meeting g_meeting;

// Two threads add to one number; `locked`: under a mutex. What is left, and how often the threads met in between.
std::pair<int, int> race(bool locked, bool spins) {
  int number = 0;
  std::mutex mutex;
  std::atomic_flag flag;
  const auto before = g_meeting.met();
  const auto add = [&] {
    const kata::cpp::Meeting::Member member(g_meeting, 2);
    std::unique_lock<std::mutex> lock(mutex, std::defer_lock);
    if (locked) lock.lock();
    if (spins)
      while (flag.test_and_set()) {
      }
    const int seen = number;
    g_meeting.meet();
    number = seen + 1;
    if (spins) flag.clear();
  };
  {
    std::jthread one(add), two(add);
  }
  return {number, static_cast<int>(g_meeting.met() - before)};
}

// A loop as an exercise might give it: asks all, then sleeps in virtual time until each answer's delay is over.
double all_at_once(const kata::Remote& fetch, int count) {
  double now = 0;
  const kata::cpp::Clock clock([&] { return now; });
  std::vector<kata::cpp::Pending> questions;
  for (int i = 0; i < count; ++i) questions.push_back(kata::cpp::Pending::ask(fetch, "call", {kata::Value(i)}));
  for (const auto& question : questions) {
    question.wait();
    now = std::max(now, question.delay());
    question.settled("returned");
  }
  return now;
}

}  // namespace

KATA_EXPORT_AS("int", same<int>, "value");
KATA_EXPORT_AS("int8", same<std::int8_t>);
KATA_EXPORT_AS("uint64", same<std::uint64_t>);
KATA_EXPORT_AS("bool", same<bool>);
KATA_EXPORT_AS("double", same<double>);
KATA_EXPORT_AS("char", same<char>);
KATA_EXPORT_AS("string", same<std::string>);
KATA_EXPORT_AS("view", [](std::string_view text) { return text.size(); });
KATA_EXPORT_AS("vector", same<std::vector<std::string>>, "items");
KATA_EXPORT_AS("nested", same<std::vector<std::vector<int>>>, "rows");
KATA_EXPORT_AS("deque", same<std::deque<int>>);
KATA_EXPORT_AS("list", same<std::list<int>>);
KATA_EXPORT_AS("array", same<std::array<int, 3>>);
KATA_EXPORT_AS("span", [](std::span<const int> items) { return items.size(); });
KATA_EXPORT_AS("set", same<std::set<int>>);
KATA_EXPORT_AS("unordered_set", same<std::unordered_set<std::string>>);
KATA_EXPORT_AS("map", same<std::map<std::string, int>>);
KATA_EXPORT_AS("unordered_map", same<std::unordered_map<int, bool>>);
KATA_EXPORT_AS("tuple", same<std::tuple<int, std::string, bool>>);
KATA_EXPORT_AS("pair", same<std::pair<int, double>>);
KATA_EXPORT_AS("optional", same<std::optional<int>>);
KATA_EXPORT_AS("variant", same<std::variant<int, std::string>>);
KATA_EXPORT_AS("shared", same<std::shared_ptr<int>>);
KATA_EXPORT_AS("unique", [](std::unique_ptr<std::string> text) { return text; });
KATA_EXPORT_AS("point", same<Point>, "point");
KATA_EXPORT_AS("colour", same<Colour>);
KATA_EXPORT_AS("nothing", [] {});
KATA_EXPORT_AS("overloaded", [](int) { return "one"; });
KATA_EXPORT_AS("overloaded", [](int, int) { return "two"; });
KATA_EXPORT_AS("broken_text", [] { return std::string("\xff\xfe"); });
KATA_EXPORT_VALUE("limit", 42);

KATA_EXPORT(rotate, "items");
KATA_EXPORT(divide, "a", "b");
KATA_EXPORT(fail);
KATA_EXPORT(twice, "function", "value");
KATA_EXPORT(in_threads);
KATA_EXPORT(race);
KATA_EXPORT(all_at_once);
KATA_EXPORT_AS("sum", [](kata::cpp::Stream<int> stream, int most) {
  int sum = 0, count = 0;
  while (count++ < most)
    if (auto item = stream.next()) sum += *item;
    else break;
  return sum;
});
KATA_EXPORT_AS("increment", [](kata::cpp::Number number) { number.write(number.read() + 1); });
KATA_EXPORT_AS("say", [](const std::string& text) { std::printf("%s", text.c_str()); });

KATA_CLASS(Queue)
    .constructor<int>("room")
    .method<&Queue::put>("put", "item")
    .method<&Queue::take>("take")
    .method("put_all", [](Queue& queue, const std::vector<int>& items) { for (const int item : items) queue.put(item); })
    .get<&Queue::size>("size")
    .get("full", [](Queue& queue) { return !queue.room_left(); });
KATA_EXPORT_AS("drain", [](Queue& queue) {
  std::vector<int> out;
  while (queue.size() > 0) out.push_back(queue.take());
  return out;
});
KATA_EXPORT_AS("filled", [](int item) {
  Queue queue(3);
  queue.put(item);
  return queue;
});
