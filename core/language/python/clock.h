// Time as the learner's code sees it. Once the virtual clock is on, time.time, monotonic and perf_counter agree and move only
// when every thread waits (threads.h decides that); until then they are the real ones. Code that only looks at the clock
// again and again moves it a little with each look, so that it ends.
#pragma once

#include <cstdint>
#include <utility>

#include "language/python/ref.h"

namespace kata::python {

bool clock_is_virtual();
void start_clock();                                // once; goes on from the real time of this moment
void forget_clock();                               // as if it had never been started
std::int64_t clock_now();                          // virtual nanoseconds since start_clock(); 0 before it
std::pair<std::int64_t, std::int64_t> clock_beat();  // differs from before when anybody looked at the virtual clock
void advance_clock(std::int64_t to);               // never backwards
std::int64_t deadline_after(double seconds);       // as clock_now() counts

// In a process that the learner's code forked: the clock goes on from where it stands, with real time, for what its parent
// does meanwhile is real too. start_clock() makes it virtual again.
void run_clock_after_fork();

// Replaces sleep, time, monotonic, perf_counter and their _ns forms in the module time.
bool replace_time_module();
// The module time as it was: for the parts of the library that wait in the kernel, for descriptors and other processes.
PyObject* real_time_module();

}  // namespace kata::python
