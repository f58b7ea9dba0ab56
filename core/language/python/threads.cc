#include "language/python/threads.h"

#include <poll.h>
#include <pthread.h>
#include <unistd.h>

#include <algorithm>
#include <deque>
#include <memory>

#include "language/python/channel.h"
#include "language/python/clock.h"
#include "language/python/lock.h"
#include "language/python/schedule.h"
#include "language/python/trace.h"

namespace kata::python {

PyObject* stuck_error = nullptr;
PyObject* blocked_error = nullptr;

namespace {

struct Registry {
  std::vector<std::unique_ptr<Thread>> threads;
  std::int64_t next_number = 0;
  pid_t serving = 0;
  int holds = 0;
  Stuck stuck;
  Blocked blocked;
};

Registry& registry() {
  static Registry one;
  return one;
}

thread_local Thread* self = nullptr;

Thread& add_thread() {
  auto& all = registry();
  auto thread = std::make_unique<Thread>();
  thread->number = all.next_number++;
  thread->parker = PyThread_allocate_lock();
  PyThread_acquire_lock(thread->parker, WAIT_LOCK);
  all.threads.push_back(std::move(thread));
  return *all.threads.back();
}

std::unique_ptr<Thread> take_out(Thread& thread) {
  auto& all = registry().threads;
  const auto place = std::find_if(all.begin(), all.end(), [&](const auto& item) { return item.get() == &thread; });
  std::unique_ptr<Thread> taken = std::move(*place);
  all.erase(place);
  return taken;
}

struct ThreadStart {
  std::function<void()> body;
  Thread* thread;
};

void finish(Thread& thread) {
  release_sentinel(thread);
  const auto ended = take_out(thread);   // still what this thread is, while it decides how the others go on
  if (ended->scheduled && scheduling()) schedule_after_end();
  else all_may_wait();
  self = nullptr;
}

void* thread_main(void* raw) {
  std::unique_ptr<ThreadStart> start(static_cast<ThreadStart*>(raw));
  const PyGILState_STATE gil = PyGILState_Ensure();
  self = start->thread;
  self->state = PyThreadState_Get();
  if (self->scheduled) {
    park(*self);
    trace_this_thread();
  }
  start->body();
  if (self->scheduled) PyEval_SetTrace(nullptr, nullptr);
  start->body = nullptr;
  PyThreadState_Clear(self->state);   // what is local to the thread may take locks as it ends: not after it is forgotten
  finish(*start->thread);
  PyGILState_Release(gil);
  return nullptr;
}

bool has_watched_event(const Thread& thread) {
  std::vector<pollfd> polled;
  for (const int fd : thread.watched) polled.push_back({fd, POLLIN, 0});
  return ::poll(polled.data(), polled.size(), 0) != 0;
}

void wake_due(std::int64_t now) {
  for (const auto& thread : registry().threads)
    if (thread->wait != Wait::none && thread->deadline >= 0 && thread->deadline <= now) wake(*thread, Woken::timeout);
}

// Main is where results come from; if it isn't the one that is stuck, it waits for those who are.
void interrupt_main() {
  for (const auto& thread : registry().threads)
    if (thread->number == 0 && thread->wait != Wait::none) wake(*thread, Woken::interrupted);
}

}  // namespace

bool loop_is_ready(const Thread& thread) {
  pollfd poll_fd{thread.epoll, POLLIN, 0};
  return thread.epoll >= 0 && ::poll(&poll_fd, 1, 0) > 0;
}

bool everybody_waits() {
  if (registry().holds > 0) return false;
  for (const auto& thread : registry().threads) {
    if (thread->wait == Wait::none) return false;
    if (thread->wait == Wait::loop && loop_is_ready(*thread)) return false;
    if (thread->wait == Wait::service && has_watched_event(*thread)) return false;
  }
  return true;
}

void pass_time(std::int64_t to) {
  advance_clock(to);
  wake_due(to);
}

Stuck& stuck() { return registry().stuck; }
Blocked& blocked() { return registry().blocked; }

Thread& current_thread() {
  if (!self) {
    self = &add_thread();
    self->state = PyThreadState_Get();
  }
  return *self;
}

Thread* known_thread() { return self; }

std::size_t thread_count() { return registry().threads.size(); }

void forget_other_threads() {
  auto& all = registry().threads;
  for (auto& thread : all)
    if (thread.get() != self) (void)thread.release();   // its stack is gone; what it owned must not be touched
  std::erase_if(all, [](const auto& thread) { return !thread; });
  registry().holds = 0;
  forget_schedule();
}

bool is_serving_process() { return registry().serving == ::getpid(); }
void set_serving_process() {
  registry().serving = ::getpid();
  registry().next_number = 1;
  current_thread().number = 0;
}

unsigned long start_thread(std::function<void()> body, bool scheduled) {
  current_thread();
  Thread& thread = add_thread();
  thread.scheduled = scheduled;
  auto start = std::make_unique<ThreadStart>(ThreadStart{std::move(body), &thread});
  pthread_t id;
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  const int error = pthread_create(&id, &attributes, thread_main, start.get());
  pthread_attr_destroy(&attributes);
  if (error) {
    take_out(thread);
    PyErr_SetString(PyExc_RuntimeError, "can't start new thread");
    return 0;
  }
  (void)start.release();
  if (scheduled) schedule_thread(thread);
  return static_cast<unsigned long>(id);
}

void park(Thread& thread) {
  if (PyThread_acquire_lock(thread.parker, NOWAIT_LOCK)) return;
  Py_BEGIN_ALLOW_THREADS
  PyThread_acquire_lock(thread.parker, WAIT_LOCK);
  Py_END_ALLOW_THREADS
}

void unpark(Thread& thread) { PyThread_release_lock(thread.parker); }

void wake(Thread& thread, Woken how) {
  const Wait was = thread.wait;
  if (was == Wait::none) return;
  thread.wait = Wait::none;
  thread.woken = how;
  thread.deadline = -1;
  if (thread.scheduled && scheduling()) return;   // it is drawn when its turn comes
  if (was == Wait::loop) {
    const char byte = 0;
    if (&thread != self) (void)!::write(thread.wake_fd, &byte, 1);
  } else if (&thread != self) {
    unpark(thread);
  }
}

Woken block(Thread& thread) {
  thread.woken = Woken::granted;
  if (thread.scheduled && scheduling()) {
    schedule_away(thread);
  } else {
    blame_lock_owner(thread);
    all_may_wait();
    while (thread.wait != Wait::none) park(thread);
  }
  thread.lock = nullptr;
  return thread.woken;
}

void hold_time(int change) { registry().holds += change; }

void all_may_wait() {
  if (!everybody_waits()) return;
  const bool speaks = is_serving_process();
  if (speaks && unanswered_invokes()) return say_stalled();
  std::int64_t next = -1;
  for (const auto& thread : registry().threads)
    if (thread->deadline >= 0 && (next < 0 || thread->deadline < next)) next = thread->deadline;
  if (next >= 0) return pass_time(next);
  if (!speaks) return;
  report_stuck();
}

void report_stuck() {
  auto& report = registry().stuck;
  if (!report.found) {
    report.found = true;
    report.what = "threads";
    Values lines;
    for (const auto& thread : registry().threads) {
      if (thread->wait == Wait::loop) report.what = "tasks";
      if (thread->wait == Wait::join || thread->wait == Wait::service || !thread->state) continue;
      Values trace = *stack_trace(thread->state).items();
      if (!trace.empty()) lines.push_back(trace.back());
    }
    report.trace = List{std::move(lines)};
  }
  interrupt_main();
}

bool refuse_blocking(const char* what) {
  Thread& thread = current_thread();
  if (thread.loops == 0 || thread.may_block > 0) return false;
  record_blocked(thread, what);
  PyErr_SetString(blocked_error, what);
  return true;
}

void record_blocked(Thread& thread, const char* what) {
  auto& report = registry().blocked;
  if (report.found) return;
  report.found = true;
  const std::string called = called_by_learner(thread.state);
  report.what = called.empty() ? what : called;
  report.trace = stack_trace(thread.state);
}

std::vector<Thread*> all_threads() {
  std::vector<Thread*> out;
  for (const auto& thread : registry().threads) out.push_back(thread.get());
  return out;
}

}  // namespace kata::python
