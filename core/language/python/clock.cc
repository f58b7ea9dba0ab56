#include "language/python/clock.h"

#include <algorithm>
#include <cmath>
#include <ctime>

#include "language/python/threads.h"

namespace kata::python {
namespace {

constexpr double kForever = 9e9;   // seconds; beyond it a nanosecond count would overflow
// Looks at a clock that stands still, after which each further one moves it: whoever waits that way would wait for ever.
constexpr std::int64_t kLooks = 10'000;
constexpr std::int64_t kLookTakes = 100'000;   // nanoseconds

struct Clock {
  bool is_virtual = false;
  std::int64_t now = 0;
  std::int64_t wall = 0, monotonic = 0;   // virtual: at now == 0; else: how far ahead of the real ones
  std::int64_t looks = 0;                 // since time moved
  PyObject* real_sleep = nullptr;
  PyObject* real_module = nullptr;
};

Clock& virtual_clock() {
  static Clock one;
  return one;
}

std::int64_t real(clockid_t id) {
  timespec time{};
  ::clock_gettime(id, &time);
  return time.tv_sec * 1'000'000'000LL + time.tv_nsec;
}

// Whole seconds at the start make the differences that a learner computes look like what they are; up, so that no clock
// goes back.
std::int64_t next_second(std::int64_t time) { return (time / 1'000'000'000 + 1) * 1'000'000'000; }

std::int64_t wall() { return virtual_clock().wall + (virtual_clock().is_virtual ? virtual_clock().now : real(CLOCK_REALTIME)); }
std::int64_t monotonic() { return virtual_clock().monotonic + (virtual_clock().is_virtual ? virtual_clock().now : real(CLOCK_MONOTONIC)); }

std::int64_t look_at(std::int64_t (*clock)()) {
  if (virtual_clock().is_virtual && ++virtual_clock().looks > kLooks) {
    pass_time(virtual_clock().now + kLookTakes);
    virtual_clock().looks = kLooks;
  }
  return clock();
}

PyObject* seconds(std::int64_t nanoseconds) { return PyFloat_FromDouble(static_cast<double>(nanoseconds) / 1e9); }

PyObject* time_time(PyObject*, PyObject*) { return seconds(look_at(wall)); }
PyObject* time_time_ns(PyObject*, PyObject*) { return PyLong_FromLongLong(look_at(wall)); }
PyObject* time_monotonic(PyObject*, PyObject*) { return seconds(look_at(monotonic)); }
PyObject* time_monotonic_ns(PyObject*, PyObject*) { return PyLong_FromLongLong(look_at(monotonic)); }

bool sleep_seconds(PyObject* argument, double& seconds) {
  seconds = PyFloat_AsDouble(argument);
  if (seconds == -1 && PyErr_Occurred()) return false;
  if (std::isnan(seconds)) PyErr_SetString(PyExc_ValueError, "Invalid value NaN (not a number)");
  else if (seconds < 0) PyErr_SetString(PyExc_ValueError, "sleep length must be non-negative");
  else if (seconds > kForever) PyErr_SetString(PyExc_OverflowError, "timestamp too large to convert to C _PyTime_t");
  else return true;
  return false;
}

PyObject* time_sleep(PyObject*, PyObject* argument) {
  double seconds = 0;
  if (!sleep_seconds(argument, seconds)) return nullptr;
  if (seconds > 0 && refuse_blocking("time.sleep")) return nullptr;
  Thread& thread = current_thread();
  const bool scheduled = thread.scheduled && scheduling();
  if (!scheduled && (seconds == 0 || !virtual_clock().is_virtual)) return PyObject_CallOneArg(virtual_clock().real_sleep, argument);
  thread.wait = Wait::sleep;
  thread.deadline = deadline_after(seconds);
  if (block(thread) != Woken::interrupted) Py_RETURN_NONE;
  PyErr_SetString(stuck_error, "threads");
  return nullptr;
}

PyMethodDef clock_functions[] = {{"sleep", time_sleep, METH_O, "Delay execution for a given number of seconds."},
                           {"time", time_time, METH_NOARGS, "Seconds since the Epoch."},
                           {"time_ns", time_time_ns, METH_NOARGS, "Nanoseconds since the Epoch."},
                           {"monotonic", time_monotonic, METH_NOARGS, "Seconds of a clock that never goes back."},
                           {"monotonic_ns", time_monotonic_ns, METH_NOARGS, "Nanoseconds of a clock that never goes back."},
                           {"perf_counter", time_monotonic, METH_NOARGS, "Seconds for measuring."},
                           {"perf_counter_ns", time_monotonic_ns, METH_NOARGS, "Nanoseconds for measuring."},
                           {nullptr, nullptr, 0, nullptr}};

}  // namespace

bool clock_is_virtual() { return virtual_clock().is_virtual; }

void start_clock() {
  auto& clock = virtual_clock();
  if (clock.is_virtual) return;
  clock.wall = next_second(wall()) - clock.now;
  clock.monotonic = next_second(monotonic()) - clock.now;
  clock.is_virtual = true;
}

void forget_clock() {
  auto& clock = virtual_clock();
  clock.is_virtual = false;
  clock.now = clock.wall = clock.monotonic = clock.looks = 0;
}

void run_clock_after_fork() {
  auto& clock = virtual_clock();
  if (!clock.is_virtual) return;
  clock.wall += clock.now - real(CLOCK_REALTIME);
  clock.monotonic += clock.now - real(CLOCK_MONOTONIC);
  clock.is_virtual = false;
}

std::pair<std::int64_t, std::int64_t> clock_beat() { return {virtual_clock().now, virtual_clock().looks}; }
std::int64_t clock_now() { return virtual_clock().now; }
void advance_clock(std::int64_t to) {
  if (to <= virtual_clock().now) return;
  virtual_clock().now = to;
  virtual_clock().looks = 0;
}

std::int64_t deadline_after(double seconds) {
  return virtual_clock().now + static_cast<std::int64_t>(std::llround(std::min(seconds, kForever) * 1e9));
}

bool replace_time_module() {
  const Ref module = Ref::steal(PyImport_ImportModule("time"));
  if (!module) return false;
  virtual_clock().real_sleep = PyObject_GetAttrString(module.get(), "sleep");
  virtual_clock().real_module = PyModule_New("time");
  if (!virtual_clock().real_sleep || !virtual_clock().real_module) return false;
  if (PyDict_Update(PyModule_GetDict(virtual_clock().real_module), PyModule_GetDict(module.get())) < 0) return false;
  return PyModule_AddFunctions(module.get(), clock_functions) == 0;
}

PyObject* real_time_module() { return virtual_clock().real_module; }

}  // namespace kata::python
