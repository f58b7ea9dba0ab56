#include <kata/cpp/bridge.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "solution.h"

namespace {

using kata::cpp::Meeting;

// Safe for threads in truth, so that a submission that breaks rule 5 is seen and doesn't crash.
class Wall : public Board {
 public:
  explicit Wall(Meeting* meeting = nullptr) : meeting_(meeting) {}

  long read(const std::string& page) override {
    const Visit visit(*this);
    ++reads_;
    const std::scoped_lock lock(mutex_);
    return hits_[page];
  }
  void write(const std::string& page, long hits) override {
    const Visit visit(*this);
    ++writes_;
    const std::scoped_lock lock(mutex_);
    hits_[page] = hits;
  }

  std::map<std::string, long> shown() const {
    const std::scoped_lock lock(mutex_);
    auto shown = hits_;
    std::erase_if(shown, [](const auto& entry) { return entry.second == 0; });
    return shown;
  }
  int uses() const { return reads_ + writes_; }
  int writes() const { return writes_; }
  bool crowded() const { return crowded_; }

 private:
  // One use: the threads that take part meet here, unless a lock keeps all but one away.
  class Visit {
   public:
    explicit Visit(Wall& wall) : wall_(wall) {
      if (++wall_.inside_ > 1) wall_.crowded_ = true;
      if (wall_.meeting_ != nullptr) wall_.meeting_->meet();
    }
    ~Visit() { --wall_.inside_; }
    Visit(const Visit&) = delete;
    Visit& operator=(const Visit&) = delete;

   private:
    Wall& wall_;
  };

  Meeting* meeting_;
  mutable std::mutex mutex_;
  std::map<std::string, long> hits_;
  std::atomic<int> inside_ = 0, reads_ = 0, writes_ = 0;
  std::atomic<bool> crowded_ = false;
};

void together(Meeting& meeting, const std::vector<std::function<void()>>& jobs) {
  std::vector<std::thread> threads;
  for (const auto& job : jobs) {
    threads.emplace_back([&meeting, &job, all = jobs.size()] {
      const Meeting::Member member(meeting, all);
      job();
    });
  }
  for (auto& thread : threads) thread.join();
}

struct Crowd {
  std::vector<long> numbers;   // what the hits returned, sorted
  std::map<std::string, long> shown;
  bool crowded = false;
};

// Each of the pages is hit by a thread of its own, all on one counter.
Crowd hit_together(const std::vector<std::string>& pages) {
  Meeting meeting;
  Wall wall(&meeting);
  const auto counter = make_counter(wall);
  std::vector<long> numbers(pages.size());
  std::vector<std::function<void()>> jobs;
  for (std::size_t i = 0; i < pages.size(); ++i) jobs.push_back([&, i] { numbers[i] = counter->hit(pages[i]); });
  together(meeting, jobs);
  std::sort(numbers.begin(), numbers.end());
  return {numbers, wall.shown(), wall.crowded()};
}

std::vector<long> hit_one_by_one(const std::vector<std::string>& pages) {
  Wall wall;
  const auto counter = make_counter(wall);
  std::vector<long> numbers;
  for (const auto& page : pages) numbers.push_back(counter->hit(page));
  return numbers;
}

std::map<std::string, long> shown_after(const std::vector<std::string>& pages) {
  Wall wall;
  const auto counter = make_counter(wall);
  for (const auto& page : pages) counter->hit(page);
  return wall.shown();
}

long count_after(const std::vector<std::string>& pages, const std::string& page) {
  Wall wall;
  const auto counter = make_counter(wall);
  for (const auto& hit : pages) counter->hit(hit);
  return counter->count(page);
}

bool counting_writes() {
  Wall wall;
  make_counter(wall)->count("home");
  return wall.writes() > 0;
}

void refused(Wall& wall, bool count) {
  const auto counter = make_counter(wall);
  count ? counter->count("") : counter->hit("");
}

int uses_when_refused(bool count) {
  Wall wall;
  try {
    refused(wall, count);
  } catch (const std::invalid_argument&) {
  }
  return wall.uses();
}

long hit_after_error() {
  Wall wall;
  const auto counter = make_counter(wall);
  try {
    counter->hit("");
  } catch (const std::invalid_argument&) {
  }
  return counter->hit("home");
}

// One thread hits, the other only looks.
bool crowded_by_a_look() {
  Meeting meeting;
  Wall wall(&meeting);
  const auto counter = make_counter(wall);
  together(meeting, {[&] { counter->hit("home"); }, [&] { counter->count("home"); }});
  return wall.crowded();
}

// Two counters, each in the middle of its own board at the same time.
bool counters_meet() {
  Meeting meeting;
  Wall north(&meeting), south(&meeting);
  const auto first = make_counter(north);
  const auto second = make_counter(south);
  together(meeting, {[&] { first->hit("home"); }, [&] { second->hit("home"); }});
  return meeting.met() > 0;
}

}  // namespace

KATA_EXPORT_AS("hits", hit_one_by_one, "pages");
KATA_EXPORT_AS("shown_after", shown_after, "pages");
KATA_EXPORT_AS("count_after", count_after, "pages", "page");
KATA_EXPORT_AS("counting_writes", counting_writes);
KATA_EXPORT_AS("hit_nameless", [] { Wall wall; refused(wall, false); });
KATA_EXPORT_AS("count_nameless", [] { Wall wall; refused(wall, true); });
KATA_EXPORT_AS("uses_when_refused", uses_when_refused, "count");
KATA_EXPORT_AS("hit_after_error", hit_after_error);
KATA_EXPORT_AS("numbers_together", [](std::vector<std::string> pages) { return hit_together(pages).numbers; }, "pages");
KATA_EXPORT_AS("shown_together", [](std::vector<std::string> pages) { return hit_together(pages).shown; }, "pages");
KATA_EXPORT_AS("crowded_together", [](std::vector<std::string> pages) { return hit_together(pages).crowded; }, "pages");
KATA_EXPORT_AS("crowded_by_a_look", crowded_by_a_look);
KATA_EXPORT_AS("counters_meet", counters_meet);
