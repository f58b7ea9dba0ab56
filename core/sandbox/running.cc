#include "sandbox/running.h"

#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <algorithm>

#include "base/error.h"
#include "sandbox/transport.h"

namespace kata::sandbox {
namespace {

UniqueFd watch_children() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  ::sigprocmask(SIG_BLOCK, &set, nullptr);
  return UniqueFd(::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK));
}

}  // namespace

Running::Running(const Plan& plan, BoxFolders& folders, GroupUsage group)
    : plan_(plan),
      folders_(folders),
      processes_(plan.own_processes()),
      group_(std::move(group)),
      child_signals_(watch_children()) {}

void Running::prepare_module() {
  module_ = start_module(plan_, folders_, capture_, {});
  warm_ = processes_.memory(module_.pid).resident;
}

void Running::serve(int control, const Limits& limits, const Program& program) {
  control_ = control;
  program_ = program;
  limits_ = limits;
  group_.know_limit(limits.memory);
  while (!wait_for_events() || take_order()) {
  }
}

void Running::start_own_module() {
  if (program_.input >= 0 && module_.alive()) {   // what was prepared has none
    kill_others(false);
    always_fresh_ = false;
  }
  if (!module_.alive()) module_ = start_module(plan_, folders_, capture_, program_);
  limit(module_);
  if (program_.language()) return;
  warm_ = 0;
  give_order(module_, 'x', -1);
}

void Running::limit(const ModuleProcess& process) {
  // The kernel counts all processes of an id: the module process, the spare child, init where it has the same, and where the
  // box has no namespace of its own everything else that the user runs.
  unsigned others = plan_.two_ids || plan_.changes_id ? 2 : 3;
  if (!plan_.own_users() && !plan_.changes_id) others = processes_.tasks_of_user() + 1;
  limit_process(plan_, process.pid, limits_, others, program_.language());
}

bool Running::wait_for_events() {
  pollfd set[] = {{control_, POLLIN, 0},
                  {child_signals_.get(), POLLIN, 0},
                  {module_.control.get(), POLLIN, 0},
                  {module_.listener.get(), POLLIN, 0},
                  {fresh_.control.get(), POLLIN, 0},
                  {fresh_.listener.get(), POLLIN, 0},
                  {capture_.readable(0), POLLIN, 0},
                  {capture_.readable(1), POLLIN, 0}};
  const bool running = phase_ != Phase::idle && !end_ && !(phase_ == Phase::loading && loaded_);
  int wait = -1;
  if (running) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(clock_.last() + FairClock::kTick - Clock::now());
    wait = static_cast<int>(std::clamp<long>(left.count(), 0, 10));
  }
  ::poll(set, std::size(set), wait);
  if (set[3].revents) hear_forbidden(module_.listener, set[3].revents & POLLIN);
  if (set[5].revents) hear_forbidden(fresh_.listener, set[5].revents & POLLIN);
  if (set[6].revents || set[7].revents) {
    capture_.drain();
    if (too_much_output()) over(Cause::too_much_output, 0);
  }
  if (set[2].revents || set[4].revents) listen_to_module();
  if (set[1].revents) reap();
  if (const auto now = Clock::now(); running && now - clock_.last() >= FairClock::kTick) tick(now);
  if (phase_ == Phase::loading && end_load_asked_ && (loaded_ || end_)) end_load();
  return set[0].revents != 0;
}

// What the module process says is believed for nothing but its own verdict: learner code may speak for it.
void Running::listen_to_module() {
  for (ModuleProcess* process : {&module_, &fresh_}) {
    if (!process->control) continue;
    std::int32_t word = 0;
    const ssize_t size = ::recv(process->control.get(), &word, sizeof word, MSG_DONTWAIT | MSG_TRUNC);
    if (size < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (size == sizeof word && phase_ == Phase::loading && process == &module_ && !loaded_) {
      loaded_ = true;
    } else if (size == sizeof word && phase_ == Phase::testing && process == &fresh_) {
      continue;  // the module is loaded; the test goes on
    } else if (size == sizeof word && process == &module_ && spare_.channel && spare_.pid == 0 && word != module_.pid) {
      siginfo_t ended{};
      const bool ours = word > 1 && ::waitid(P_PID, static_cast<id_t>(word), &ended, WEXITED | WNOHANG | WNOWAIT) == 0;
      if (ours && ended.si_pid == 0) spare_.pid = word;
      else spare_ = {};          // it could not fork, or the child is dead already
    } else {
      process->control.reset();  // nonsense, or it closed the socket: not to be used again
      if (process == &module_) always_fresh_ = true;
      if (process == &module_ && spare_.pid == 0) spare_ = {};
      if (phase_ == Phase::loading && !module_.alive()) reap();
    }
  }
}

void Running::hear_forbidden(UniqueFd& listener, bool told) {
  if (!told) return listener.reset();  // the last process under this filter is gone
  const Report report = receive_report(listener.get());
  if (report.shares_memory()) {
    shared_ += phase_ == Phase::loading;
    let_go_on(listener.get(), report);
  } else if (report.call >= 0) {
    over(Cause::forbidden, report.call);
  }
}

std::vector<pid_t> Running::running_processes() {
  std::vector<pid_t> pids = processes_.list();
  if (spare_.pid > 0) std::erase(pids, spare_.pid);
  return pids;
}

// Also where it was said long ago, but a busy machine hasn't let the grader read it.
bool Running::graders_turn() const {
  if (phase_ != Phase::testing || turn_.get() == Turn::box_listens) return false;
  int unread = 0;
  return turn_.get() == Turn::grader_works || (graders_ && ::ioctl(graders_.get(), FIONREAD, &unread) == 0 && unread > 0);
}

// The wall clock is generous for the sake of busy machines; who sleeps all the while needs no such patience.
void Running::look_at_clock(Clock::time_point now, const std::vector<pid_t>& pids) {
  const bool wants_to_run = std::any_of(pids.begin(), pids.end(), [&](pid_t pid) { return processes_.wants_to_run(pid); });
  std::chrono::nanoseconds waited{0};
  for (const pid_t pid : pids) waited += processes_.waited(pid);
  clock_.look(now, {.cpu = account_.cpu(), .waited = waited, .wants_to_run = wants_to_run, .others_turn = graders_turn()});
  const bool wall = stands(Fence::watch_wall) && clock_.used() >= limits_.wall;
  const bool asleep = stands(Fence::watch_sleepers) && clock_.asleep() >= limits_.cpu;
  if (!wall && !asleep) return;
  waiting_ = asleep || (account_.cpu() * 4 < limits_.wall && !wants_to_run);
  over(Cause::timed_out, 0);
}

void Running::tick(Clock::time_point now) {
  const auto pids = running_processes();
  sample(pids);
  look_at_clock(now, pids);
  if (account_.cpu() * 4 > limits_.cpu || clock_.used() * 4 > limits_.wall) mark();
  if (too_much_time()) over(Cause::timed_out, 0);
  if (too_much_memory()) over(Cause::out_of_memory, 0);
  if (folders_.overfull()) over(Cause::too_much_output, 0);
}

void Running::sample(const std::vector<pid_t>& pids) {
  account_.sample(processes_, pids, folders_.used());
  ask_group();
}

bool Running::too_much_time() const { return stands(Fence::watch_cpu) && account_.cpu() > limits_.cpu; }

bool Running::too_much_memory() const {
  return (stands(Fence::watch_memory) && account_.memory() > limits_.memory) || group_.ran_out();
}

bool Running::too_much_output() const { return stands(Fence::watch_output) && capture_.total() > limits_.output; }

void Running::ask_group() {
  // Who was killed for memory had all that there was, and wanted more.
  account_.at_least(group_.cpu(), group_.ran_out() ? limits_.memory : group_.memory());
}

void Running::over(Cause cause, int detail) {
  if (phase_ == Phase::idle || end_) return;
  end_ = End{cause, detail, Clock::now()};
  // Who writes without end waits at a full pipe, and who is forbidden something in the system call.
  if (cause == Cause::timed_out || cause == Cause::forbidden || too_much_output()) ask_where();
  stop();
}

void Running::over_by_status(int status) {
  if (WIFEXITED(status)) return over(Cause::exited, WEXITSTATUS(status));
  const int signal = WTERMSIG(status);
  if (signal == SIGSYS) return over(Cause::forbidden, -1);  // the system call of a foreign ABI
  if (signal == SIGXCPU) return over(Cause::timed_out, 0);
  if (signal == SIGKILL && group_.ran_out()) return over(Cause::out_of_memory, 0);
  over(Cause::signalled, signal);
}

void Running::stop() {
  // Nothing that a test or a load left may run on while the grader thinks.
  kill_others(phase_ == Phase::testing && module_.alive());
}

void Running::reap() {
  signalfd_siginfo drained[16];
  while (::read(child_signals_.get(), drained, sizeof drained) == sizeof drained) {
  }
  for (;;) {
    int status = 0;
    rusage usage{};
    const pid_t pid = ::wait4(-1, &status, WNOHANG | __WALL, &usage);
    if (pid <= 0) return;
    reaped(pid, status, usage);
  }
}

void Running::reaped(pid_t pid, int status, const rusage& usage) {
  if (pid == spare_.pid) return void(spare_ = {});
  if (phase_ != Phase::idle) account_.reaped(pid, usage);
  if (pid == module_.pid) {
    module_ = {};
    always_fresh_ = true;
    if (spare_.pid == 0) spare_ = {};
    if (phase_ == Phase::loading && !loaded_) over_by_status(status);
  } else if (pid == test_) {
    test_ = -1;
    over_by_status(status);
  }
}

void Running::kill_others(bool keep_module) {
  bool stopped = false;
  for (int round = 0;; ++round) {
    reap();
    if (round > 1000) throw Error(N_("the processes of a box cannot be killed"), {});
    if (round > 20) keep_module = false;  // it may hold dead children that it doesn't wait for
    bool found = false;
    for (const pid_t pid : processes_.list()) {
      if (keep_module && (pid == module_.pid || pid == spare_.pid)) continue;
      found = true;
      ::kill(pid, SIGKILL);
    }
    if (!found) break;
    // Those that fork faster than we list them: one signal to all at once. Never without a pid namespace.
    if (round > 2 && plan_.own_processes()) {
      stopped = keep_module;
      ::kill(-1, keep_module ? SIGSTOP : SIGKILL);
    }
    pollfd child{child_signals_.get(), POLLIN, 0};
    ::poll(&child, 1, 5);
  }
  if (!stopped) return;
  if (module_.alive()) ::kill(module_.pid, SIGCONT);
  if (spare_.pid > 0) ::kill(spare_.pid, SIGCONT);
}

}  // namespace kata::sandbox
