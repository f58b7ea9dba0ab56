#include "kata/cpp/meeting.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>

namespace kata::cpp {

namespace {
constexpr std::int64_t kSpinning = 20'000'000;           // nanoseconds of computing without coming
constexpr int kLooks = 8;                                // looks at which a sleeper has not moved
constexpr auto kBetweenLooks = std::chrono::microseconds(150);
}  // namespace

Meeting::Member::Member(Meeting& meeting, std::size_t together) : meeting_(meeting) {
  std::unique_lock lock(meeting_.mutex_);
  meeting_.people_.push_back({.thread = ::gettid()});
  ++meeting_.came_;
  meeting_.changed_.notify_all();
  meeting_.changed_.wait(lock, [&] { return meeting_.came_ >= together; });
  for (auto& person : meeting_.people_) person.started |= person.thread == ::gettid();
}

Meeting::Member::~Member() {
  const std::scoped_lock lock(meeting_.mutex_);
  std::erase_if(meeting_.people_, [self = ::gettid()](const Person& person) { return person.thread == self; });
  if (meeting_.people_.empty()) meeting_.came_ = 0;
  else if (meeting_.all_here()) meeting_.release(false);
}

bool Meeting::all_here() const {
  return std::all_of(people_.begin(), people_.end(), [](const Person& person) { return person.here; });
}

void Meeting::release(bool all) {
  for (auto& person : people_) person = {.thread = person.thread, .started = person.started};
  ++round_;
  last_was_all_ = all;
  if (all) ++met_;
  changed_.notify_all();
}

// Whether everybody who is not here waits for something else. Looks at each a few times: a thread that is about to
// run still reads as asleep for a moment.
bool Meeting::rest_waits() {
  bool all = true;
  for (auto& person : people_) {
    if (person.here) continue;
    if (!person.started) {   // asleep, but only until it learns that all have come
      all = false;
      continue;
    }
    const auto computed = thread_nanoseconds(person.thread);
    const auto state = computed < 0 ? ThreadState::gone : thread_state(person.thread);
    if (person.computed < 0) person.computed = computed;
    const bool still = state == ThreadState::waits_for_ever && computed == person.last;
    person.still = still ? person.still + 1 : 0;
    person.last = computed;
    const bool spins = computed - person.computed > kSpinning;
    all = all && (state == ThreadState::gone || person.still >= kLooks || spins);
  }
  return all;
}

bool Meeting::meet() {
  std::unique_lock lock(mutex_);
  const auto self = ::gettid();
  const auto me = std::find_if(people_.begin(), people_.end(), [&](const Person& person) { return person.thread == self; });
  if (me == people_.end()) return false;
  me->here = true;
  if (all_here()) {
    const bool together = people_.size() > 1;   // the last one left meets nobody
    release(together);
    return together;
  }
  const auto round = round_;
  while (!changed_.wait_for(lock, kBetweenLooks, [&] { return round_ != round; }))
    if (rest_waits()) {
      release(false);
      return false;
    }
  return last_was_all_;
}

std::uint64_t Meeting::met() const {
  const std::scoped_lock lock(mutex_);
  return met_;
}

}  // namespace kata::cpp
