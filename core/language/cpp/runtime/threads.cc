#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "kata/cpp/meeting.h"

namespace kata::cpp {

namespace {

// The first bytes of /proc/self/task/<thread>/<file>; empty when the thread or /proc is not there.
std::size_t read_task(pid_t thread, const char* file, char* out, std::size_t size) {
  char path[64];
  std::snprintf(path, sizeof path, "/proc/self/task/%d/%s", static_cast<int>(thread), file);
  const int fd = ::open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return 0;
  const auto got = ::read(fd, out, size - 1);
  ::close(fd);
  if (got <= 0) return 0;
  out[got] = '\0';
  return static_cast<std::size_t>(got);
}

constexpr long kFutex = 202, kNanosleep = 35, kClockNanosleep = 230, kPoll = 7, kSelect = 23, kEpollWait = 232;

}  // namespace

ThreadState thread_state(pid_t thread) {
  char text[512];
  // "202 0xaddress 0xoperation 0xvalue 0xtimeout …", or "running".
  if (read_task(thread, "syscall", text, sizeof text) > 0) {
    if (std::strncmp(text, "running", 7) == 0) return ThreadState::running;
    char* at = nullptr;
    const long call = std::strtol(text, &at, 10);
    unsigned long long arguments[4] = {};
    for (auto& argument : arguments) argument = std::strtoull(at, &at, 16);
    if (call == kFutex) return arguments[3] == 0 ? ThreadState::waits_for_ever : ThreadState::waits_a_while;
    if (call == kNanosleep || call == kClockNanosleep || call == kPoll || call == kSelect || call == kEpollWait)
      return ThreadState::waits_a_while;
  }
  if (read_task(thread, "stat", text, sizeof text) == 0) return ThreadState::gone;
  const char* name_end = std::strrchr(text, ')');
  const char state = name_end != nullptr && name_end[1] == ' ' ? name_end[2] : 'R';
  if (state == 'Z' || state == 'X') return ThreadState::gone;
  return state == 'S' ? ThreadState::waits_for_ever : ThreadState::running;
}

std::int64_t thread_nanoseconds(pid_t thread) {
  // The kernel's number for the processor clock of one thread: see clock_getcpuclockid(3) and its per-thread bit.
  const auto clock = static_cast<clockid_t>((~static_cast<unsigned>(thread) << 3) | 6u);
  timespec time{};
  if (::clock_gettime(clock, &time) != 0) return -1;
  return time.tv_sec * 1'000'000'000LL + time.tv_nsec;
}

}  // namespace kata::cpp
