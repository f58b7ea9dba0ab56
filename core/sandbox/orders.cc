// The grader's orders to a box's init.
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <cstring>

#include "base/error.h"
#include "base/processors.h"
#include "sandbox/running.h"
#include "sandbox/transport.h"

namespace kata::sandbox {
namespace {

constexpr int kOwnDescriptors = 4;   // of a module process: three streams and its init's

constexpr int kFarewell = 500;   // milliseconds, with who hung up but is still there

bool ends_soon(pid_t pid) {
  const UniqueFd process(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
  pollfd ended{process.get(), POLLIN, 0};
  return process && ::poll(&ended, 1, kFarewell) > 0;
}

std::pair<UniqueFd, UniqueFd> make_channel() {
  int pair[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) throw_errno(N_("cannot make a socket for a box"));
  return {UniqueFd(pair[0]), UniqueFd(pair[1])};
}

}  // namespace

bool Running::take_order() {
  Order order;
  const ssize_t size = ::recv(control_, &order, sizeof order, MSG_DONTWAIT);
  if (size < 0 && (errno == EAGAIN || errno == EINTR)) return true;
  if (size != sizeof order) return false;
  switch (order.kind) {
    case Order::Kind::begin_load: begin_load(order); break;
    case Order::Kind::end_load: end_load_asked_ = true, another_ = order.another; break;
    case Order::Kind::begin_test: begin_test(order); break;
    case Order::Kind::output: send_output(); break;
    case Order::Kind::end_test: end_test(order.hung_up); break;
  }
  if (phase_ == Phase::loading && end_load_asked_ && (loaded_ || end_)) end_load();
  return true;
}

void Running::begin(Phase phase, const Limits& limits, std::uint64_t parked) {
  limits_ = limits;
  phase_ = phase;
  end_.reset();
  waiting_ = marked_ = false;
  capture_.clear();
  started_ = Clock::now();
  clock_.start(started_, 2 * limits.wall);
  group_.start();
  account_.start({.module = module_.pid, .warm = warm_, .parked = parked, .limit = limits.memory});
}

void Running::begin_load(const Order& order) {
  auto [ours, theirs] = make_channel();
  const int channel = theirs.get();
  const int both[] = {channel, shared_turn_.get()};
  must_send(control_, {bytes_of(Answer{})}, both);
  theirs.reset();
  limits_ = order.limits;
  keep_to(order.processor);
  if (module_.alive()) keep_to(order.processor, module_.pid);
  start_own_module();
  begin(Phase::loading, order.limits, warm_);
  if (program_.command.empty()) give_order(module_, 'L', ours.get());
}

void Running::end_load() {
  park_module();
  answer_end();
  phase_ = Phase::idle;
  end_load_asked_ = false;
  if (another_ && !always_fresh_ && module_.alive()) prepare_spare();
}

// After the load only the module process may be there, with one thread and nothing by which one test could reach the next: no
// shared memory and no descriptor of its own. Else each test loads the module anew.
void Running::park_module() {
  const auto& pids = processes_.list();
  sample(pids);
  const bool alone = pids.size() == 1 && pids[0] == module_.pid && processes_.threads(module_.pid) == 1;
  const int own = program_.language() ? plan_.language->own_shared_memory() : 0;
  const bool shares = stands(Fence::nothing_shared) && (shared_ > own || processes_.descriptors(module_.pid) != kOwnDescriptors);
  if (end_ || !alone || shares) drop_module();
  capture_.drain();
  if (program_.command.empty()) folders_.empty();
  if (module_.alive()) parked_ = processes_.memory(module_.pid).resident;
}

void Running::drop_module() {
  always_fresh_ = true;
  kill_others(false);
  parked_ = warm_;
}

void Running::prepare_spare() {
  auto [ours, theirs] = make_channel();
  if (give_order(module_, 'T', ours.get())) spare_ = {std::move(theirs), 0};
}

// A module process that doesn't tell of the child is not used again.
bool Running::await_spare() {
  while (spare_.channel && spare_.pid == 0) {
    pollfd word{module_.control.get(), POLLIN, 0};
    if (::poll(&word, 1, 1000) <= 0) always_fresh_ = true, spare_ = {};
    listen_to_module();
  }
  return spare_.pid > 0;
}

void Running::begin_test(const Order& order) {
  if (phase_ != Phase::idle) throw Error(N_("the grader began a test inside another"), {});
  const auto may_fork = [&] { return !order.fresh && !always_fresh_ && module_.alive(); };
  if (may_fork() && !await_spare() && may_fork()) prepare_spare();
  if (may_fork() && await_spare()) adopt_spare(order);
  else begin_fresh_test(order);
}

void Running::adopt_spare(const Order& order) {
  const int channel = spare_.channel.get();
  test_ = spare_.pid;
  begin(Phase::testing, order.limits, parked_);
  must_send(control_, {bytes_of(Answer{})}, {&channel, 1});
  graders_ = std::move(spare_.channel);
  spare_ = {};
  if (order.another) prepare_spare();
}

void Running::begin_fresh_test(const Order& order) {
  if (await_spare()) spare_ = {}, kill_others(module_.alive());
  auto [ours, theirs] = make_channel();
  const int channel = theirs.get();
  must_send(control_, {bytes_of(Answer{.fresh = true})}, {&channel, 1});
  graders_ = std::move(theirs);
  begin(Phase::testing, order.limits, warm_);
  fresh_ = start_module(plan_, folders_, capture_, program_);
  test_ = fresh_.pid;
  limit(fresh_);
  if (!program_.language()) give_order(fresh_, 'x', -1);
  give_order(fresh_, 'F', ours.get());
}

void Running::end_test(bool hung_up) {
  if (phase_ != Phase::testing) return answer_end();
  await_spare();
  const auto pids = running_processes();
  if (pids.size() > (module_.alive() ? 2u : 1u)) sample(pids);
  graders_.reset();
  kill_test_child(hung_up);
  if (stands(Fence::kill_between_tests)) kill_others(module_.alive());
  capture_.drain();
  judge_usage();
  fresh_ = {};
  folders_.empty();
  answer_end();
  phase_ = Phase::idle;
}

void Running::judge_usage() {
  if (!end_) end_ = End{Cause::running, 0, Clock::now()};
  ask_group();
  if (end_->cause != Cause::running && end_->cause != Cause::exited) return;
  if (too_much_output() || folders_.overfull()) end_->cause = Cause::too_much_output;
  if (too_much_memory()) end_->cause = Cause::out_of_memory;
  if (too_much_time()) end_->cause = Cause::timed_out;
}

void Running::kill_test_child(bool hung_up) {
  if (test_ <= 1) return;
  const pid_t pid = test_;
  siginfo_t ended{};
  const bool dead = ::waitid(P_PID, static_cast<id_t>(pid), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_pid == pid;
  // Its descriptors close a little before it can be waited for, and who closes them by himself often ends a little later.
  const bool by_itself = dead || (hung_up && ends_soon(pid));
  ::kill(pid, SIGKILL);
  int status = 0;
  rusage usage{};
  if (::wait4(pid, &status, 0, &usage) != pid) return;
  // Even now it may have been about to end, so only our own signal says that it ran.
  if (!by_itself && !end_ && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
    end_ = End{Cause::running, 0, Clock::now()};
  reaped(pid, status, usage);
}

void Running::answer_end() {
  const auto now = Clock::now();
  Answer answer{.waiting = waiting_};
  if (end_) answer.cause = end_->cause, answer.detail = end_->detail;
  const auto wall = std::chrono::duration_cast<microseconds>((end_ ? end_->when : now) - started_);
  answer.wall = wall.count();
  answer.cpu = account_.cpu().count();
  answer.memory = account_.memory();
  answer.out = static_cast<std::uint32_t>(capture_.text(0).size());
  answer.err = static_cast<std::uint32_t>(capture_.text(1).size());
  must_send(control_, {bytes_of(answer), capture_.text(0), capture_.text(1)});
}

void Running::send_output() {
  capture_.drain();
  answer_end();
}

}  // namespace kata::sandbox
