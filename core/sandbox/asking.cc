// What a box's init asks of the learner's process. The answers go to the grader; here it only counts that they end.
#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>

#include "sandbox/module.h"
#include "sandbox/running.h"

namespace kata::sandbox {
namespace {

// With those who don't answer; a language takes microseconds, and a program that knows how to answer must look up its lines. The
// others end at once: that is what the signal does to who doesn't expect it.
constexpr auto kPatience = std::chrono::milliseconds(250), kProgramsPatience = std::chrono::milliseconds(2000);

void ask(pid_t process, pid_t thread, int what) {
  siginfo_t info{};
  info.si_signo = kAskSignal;
  info.si_code = SI_QUEUE;
  info.si_value.sival_int = what;
  ::syscall(SYS_rt_tgsigqueueinfo, process, thread, kAskSignal, &info);
}

}  // namespace

void Running::mark() {
  const pid_t pid = main_process();
  if (marked_ || end_ || pid <= 1 || !program_.language() || !plan_.language->answers()) return;
  marked_ = true;
  ask(pid, pid, kMark);
}

void Running::ask_where() {
  const pid_t pid = main_process();
  if (pid <= 1 || !program_.command.empty() || (program_.language() && !plan_.language->answers())) return;
  const auto threads = processes_.tasks(pid);
  for (const pid_t thread : threads) ask(pid, thread, static_cast<int>(threads.size()));
  const auto until = Clock::now() + (program_.language() ? kPatience : kProgramsPatience);
  while (main_process() == pid) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
    pollfd child{child_signals_.get(), POLLIN, 0};
    if (left <= 0 || ::poll(&child, 1, static_cast<int>(left)) <= 0) return;
    reap();
  }
}

}  // namespace kata::sandbox
