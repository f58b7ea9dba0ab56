#include "session/loop.h"

#include <sys/epoll.h>

#include <algorithm>
#include <array>

#include "base/error.h"

namespace kata {
namespace {

int wait_milliseconds(const std::map<Loop::Timer, Loop::Action>& timers) {
  if (timers.empty()) return -1;
  const auto left = timers.begin()->first.first - Loop::Clock::now();
  const auto up = std::chrono::ceil<std::chrono::milliseconds>(left).count();
  return static_cast<int>(std::clamp<std::int64_t>(up, 0, 60'000));
}

}  // namespace

Loop::Loop() : epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
  if (!epoll_) throw_errno(N_("cannot wait for events"));
}

void Loop::watch(int fd, Action action) {
  epoll_event event{.events = EPOLLIN, .data = {.fd = fd}};
  if (::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, fd, &event) != 0) throw_errno(N_("cannot wait for events"));
  watched_[fd] = std::make_shared<Action>(std::move(action));
}

void Loop::forget(int fd) {
  if (watched_.erase(fd) != 0) ::epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, fd, nullptr);
}

Loop::Timer Loop::after(Clock::duration delay, Action action) {
  const Timer timer{Clock::now() + delay, ++next_timer_};
  timers_.emplace(timer, std::move(action));
  return timer;
}

void Loop::cancel(const Timer& timer) { timers_.erase(timer); }

void Loop::step() {
  std::array<epoll_event, 32> events;
  const int count = ::epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()), wait_milliseconds(timers_));
  for (int i = 0; i < count; ++i) {
    const auto found = watched_.find(events[static_cast<std::size_t>(i)].data.fd);
    if (found == watched_.end()) continue;   // forgotten by an earlier action
    const auto action = found->second;
    (*action)();
  }
  while (!timers_.empty() && timers_.begin()->first.first <= Clock::now()) {
    const Action action = std::move(timers_.begin()->second);
    timers_.erase(timers_.begin());
    action();
  }
}

}  // namespace kata
