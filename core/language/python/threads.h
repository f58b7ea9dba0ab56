// Every Python thread of this process, and whether it waits: locks, sleeps, replies and event loops report here. So a
// thread that waits is known to wait; when all do, time may pass, or the grader must answer, or they are stuck.
//
// In the *scheduled* mode exactly one of the threads of a request runs at a time, and which one is drawn from a seed at each
// opcode of the learner's code and at each lock operation. Thread rule: everything is guarded by the interpreter's lock.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "kata/value.h"
#include "language/python/ref.h"

namespace kata::python {

struct Lock;

enum class Wait : std::uint8_t { none, lock, reply, sleep, loop, service, join };
enum class Woken : std::uint8_t { granted, timeout, interrupted };

struct Thread {
  std::int64_t number = 0;          // 0: main; then in order of start
  PyThreadState* state = nullptr;   // null until it runs
  PyThread_type_lock parker = nullptr;
  Wait wait = Wait::none;
  Woken woken = Woken::granted;
  std::int64_t deadline = -1;       // virtual nanoseconds; -1: none
  Lock* lock = nullptr;             // what it waits for
  Lock* sentinel = nullptr;         // released when it ends; what join() waits for
  int loops = 0;                    // event loops that run on it
  int may_block = 0;                // > 0: the library's own short waits
  int epoll = -1;                   // wait == loop: readable when the loop has something to do
  std::vector<int> watched;         // wait == service: descriptors that are readable when it has something to do
  int wake_fd = -1;                 // wait == loop: a byte here ends its wait
  bool scheduled = false;
};

Thread& current_thread();
Thread* known_thread();             // the same, or null for a thread that nobody asked about yet; safe in a signal's handler
std::size_t thread_count();
// After a fork only the calling thread is left.
void forget_other_threads();

// Starts a thread that runs `body` with the interpreter's lock held. Its identity as Python counts it; 0 with an exception
// set when the system refuses.
unsigned long start_thread(std::function<void()> body, bool scheduled);

// Waits until wake() or the thread's deadline; wait, deadline and lock were set by the caller.
Woken block(Thread& thread);
void wake(Thread& thread, Woken how);
// The low half of block() for a thread that must look again by itself.
void park(Thread& thread);
void unpark(Thread& thread);

// While the sum of these is above zero somebody outside of this process is at work for it: no time passes, nothing is stuck.
void hold_time(int change);

// Called when a thread begins to wait or ended: if all wait now, decides what happens next.
void all_may_wait();
// Whether all wait at this moment: nobody holds time, and no descriptor that one of them waits for is readable.
bool everybody_waits();
// Time goes on although somebody runs.
void pass_time(std::int64_t to);

// A switch may happen here in the scheduled mode. No effect otherwise.
void yield_point();

struct Schedule {
  std::int64_t switches = 0;
};
// From now on threads started with scheduled=true run one at a time, drawn from `seed`.
void begin_schedule(std::uint64_t seed);
bool scheduling();
// Main lets the scheduled threads run and comes back when it is woken.
Woken run_schedule();
Schedule end_schedule();

// Set when nothing can ever go on. `what`: "threads" or "tasks"; where: the line of each thread that is stuck.
struct Stuck {
  bool found = false;
  std::string what;
  Value trace;
};
Stuck& stuck();

// In a process that the learner's code forked, nobody speaks for the whole any more.
bool is_serving_process();
void set_serving_process();

extern PyObject* stuck_error;    // KataStuck, KataBlocked: BaseExceptions that unwind the learner's code
extern PyObject* blocked_error;

// Null (and no exception) where `thread` may wait here; otherwise the blocking call is recorded and KataBlocked is set.
struct Blocked {
  bool found = false;
  std::string what;
  Value trace;
};
Blocked& blocked();
// True: this is a blocking call on a running event loop's thread; it was recorded, and KataBlocked is raised.
bool refuse_blocking(const char* what);

}  // namespace kata::python
