#include "language/python/schedule.h"

#include <frameobject.h>
#include <opcode.h>

#include <algorithm>
#include <unordered_map>

#include "language/python/channel.h"
#include "language/python/clock.h"
#include "language/python/trace.h"

namespace kata::python {
namespace {

// Threads take turns of random length, in opcodes: short turns find narrow races, long ones those between distant lines.
// In three of four schedules a thread that is about to store into something shared often stops right there, which is where
// a lost update begins, and the others get long turns.
constexpr std::uint64_t kTurns[] = {2, 4, 8, 32};
constexpr std::uint64_t kLongTurn = 200;

struct Turns {
  bool active = false;
  bool stops_at_stores = false;
  std::uint64_t random = 0;
  std::vector<Thread*> threads;
  Thread* running = nullptr;
  std::int64_t left = 0;           // opcodes of the present turn
  std::int64_t switches = 0;
};

Turns& turns() {
  static Turns one;
  return one;
}

// splitmix64, Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
std::uint64_t draw() {
  std::uint64_t z = (turns().random += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

void begin_turn() {
  if (turns().stops_at_stores) turns().left = static_cast<std::int64_t>(draw() % kLongTurn) + 1;
  else turns().left = static_cast<std::int64_t>(draw() % kTurns[draw() % std::size(kTurns)]) + 1;
}

std::vector<Thread*> ready_threads() {
  std::vector<Thread*> ready;
  for (Thread* thread : turns().threads)
    if (thread->wait == Wait::none) ready.push_back(thread);
  return ready;
}

bool wake_next_due() {
  std::int64_t next = -1;
  for (const Thread* thread : turns().threads)
    if (thread->wait != Wait::none && thread->deadline >= 0 && (next < 0 || thread->deadline < next)) next = thread->deadline;
  if (next < 0) return false;
  advance_clock(next);
  for (Thread* thread : turns().threads)
    if (thread->wait != Wait::none && thread->deadline >= 0 && thread->deadline <= next) wake(*thread, Woken::timeout);
  return true;
}

bool wake_loops_with_events() {
  bool any = false;
  for (Thread* thread : turns().threads) {
    if (thread->wait != Wait::loop || !loop_is_ready(*thread)) continue;
    wake(*thread, Woken::granted);
    any = true;
  }
  return any;
}

// The next one to run; null when none of them ever can. Replies are read only when nobody can go on, one at a time, so
// that the schedule doesn't depend on when they come.
Thread* choose() {
  for (;;) {
    const auto ready = ready_threads();
    if (!ready.empty()) return ready[draw() % ready.size()];
    if (wake_loops_with_events()) continue;
    if (unanswered_invokes()) {
      if (!read_one_frame()) return nullptr;
    } else if (!wake_next_due()) {
      return nullptr;
    }
  }
}

void hand_over(Thread& next) {
  auto& now = turns();
  if (now.running != &next) ++now.switches;
  now.running = &next;
  begin_turn();
  unpark(next);
}

}  // namespace

void begin_schedule(std::uint64_t seed) {
  forget_schedule();
  turns().active = true;
  turns().random = seed;
  turns().stops_at_stores = draw() % 4 != 0;
}

bool scheduling() { return turns().active; }

void schedule_thread(Thread& thread) { turns().threads.push_back(&thread); }

Woken run_schedule() {
  Thread& main = current_thread();
  main.wait = Wait::join;
  main.woken = Woken::granted;
  hand_over(*choose());
  while (main.wait != Wait::none) park(main);
  return main.woken;
}

Schedule end_schedule() {
  const Schedule done{turns().switches};
  forget_schedule();
  return done;
}

// Threads that are left stay parked: their test is over.
void forget_schedule() {
  for (Thread* thread : turns().threads)
    if (thread->wait == Wait::none) thread->wait = Wait::join;
  turns() = Turns{};
}

void schedule_away(Thread& thread) {
  Thread* next = choose();
  if (!next) {
    turns().running = nullptr;   // looking at the stacks must not switch
    report_stuck();
    for (;;) park(thread);   // for good: this process ends with its test
  }
  if (next != &thread) {
    hand_over(*next);
    park(thread);
  }
}

void schedule_after_end() {
  auto& now = turns();
  std::erase(now.threads, now.running);
  now.running = nullptr;
  if (now.threads.empty()) return;
  for (const Thread* thread : all_threads())
    if (thread->number == 0 && thread->wait == Wait::none) return;   // main goes on: the request is answered
  Thread* next = choose();
  if (next) hand_over(*next);
  else report_stuck();
}

void yield_point() {
  if (!turns().active) return;
  Thread& thread = current_thread();
  if (turns().running != &thread) return;
  schedule_away(thread);
}

namespace {

// Which instructions of a code object store into what other threads may see; by their place.
const std::vector<bool>& stores_of(PyCodeObject* code) {
  static std::unordered_map<PyCodeObject*, std::vector<bool>> cache;
  const auto [place, fresh] = cache.try_emplace(code);
  if (!fresh) return place->second;
  Py_INCREF(code);   // so that its address stays its own
  const Ref bytes = Ref::steal(PyCode_GetCode(code));
  const Py_ssize_t size = bytes ? PyBytes_GET_SIZE(bytes.get()) : 0;
  for (Py_ssize_t at = 0; at + 1 < size; at += 2) {
    const auto opcode = static_cast<unsigned char>(PyBytes_AS_STRING(bytes.get())[at]);
    place->second.push_back(opcode == STORE_ATTR || opcode == STORE_SUBSCR || opcode == STORE_GLOBAL ||
                            opcode == STORE_DEREF || opcode == DELETE_SUBSCR);
  }
  return place->second;
}

bool is_at_store(PyFrameObject* frame) {
  const Ref code = Ref::steal(reinterpret_cast<PyObject*>(PyFrame_GetCode(frame)));
  const auto& stores = stores_of(reinterpret_cast<PyCodeObject*>(code.get()));
  const auto at = static_cast<std::size_t>(PyFrame_GetLasti(frame)) / 2;
  return at < stores.size() && stores[at];
}

void trace_call(PyFrameObject* frame) {
  const Ref code = Ref::steal(reinterpret_cast<PyObject*>(PyFrame_GetCode(frame)));
  if (!is_learner_code(reinterpret_cast<PyCodeObject*>(code.get()))) return;
  PyObject_SetAttrString(reinterpret_cast<PyObject*>(frame), "f_trace_opcodes", Py_True);
  PyObject_SetAttrString(reinterpret_cast<PyObject*>(frame), "f_trace_lines", Py_False);
}

int on_trace(PyObject*, PyFrameObject* frame, int what, PyObject*) {
  auto& now = turns();
  if (!now.active) return 0;
  if (what == PyTrace_CALL) trace_call(frame);
  if (what != PyTrace_OPCODE) return 0;
  const bool stop = now.stops_at_stores && is_at_store(frame) && draw() % 2 == 0;
  if (--now.left > 0 && !stop) return 0;
  yield_point();
  if (turns().active && turns().left <= 0) begin_turn();
  return 0;
}

}  // namespace

void trace_this_thread() { PyEval_SetTrace(on_trace, nullptr); }

}  // namespace kata::python
