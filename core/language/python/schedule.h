// The deterministic scheduler behind threads.h, for its neighbours only.
#pragma once

#include "language/python/threads.h"

namespace kata::python {

void schedule_thread(Thread& thread);      // a new one, ready to run
void schedule_away(Thread& thread);        // it waits; comes back when it was woken and drawn
void schedule_after_end();                 // the running one ended
void forget_schedule();
void trace_this_thread();                  // switches at the opcodes of the learner's code

// threads.cc
std::vector<Thread*> all_threads();
void report_stuck();
bool loop_is_ready(const Thread& thread);
void record_blocked(Thread& thread, const char* what);

}  // namespace kata::python
