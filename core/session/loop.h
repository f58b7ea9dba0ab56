// The one place where the supervisor waits: descriptors and points in time, each with what to do then. Thread rule: one
// thread; an action may watch, forget and set timers as it likes.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <unordered_map>

#include "base/unique_fd.h"

namespace kata {

class Loop {
 public:
  using Action = std::function<void()>;
  using Clock = std::chrono::steady_clock;
  using Timer = std::pair<Clock::time_point, std::uint64_t>;

  Loop();
  // `action` runs whenever the descriptor is readable or its other end is gone.
  void watch(int fd, Action action);
  void forget(int fd);   // before it is closed
  Timer after(Clock::duration delay, Action action);
  void cancel(const Timer& timer);
  // Waits until something happens and does what is due.
  void step();

 private:
  UniqueFd epoll_;
  std::unordered_map<int, std::shared_ptr<Action>> watched_;   // shared: an action may forget itself while it runs
  std::map<Timer, Action> timers_;
  std::uint64_t next_timer_ = 0;
};

}  // namespace kata
