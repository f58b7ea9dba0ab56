// The locks that the learner's code gets in place of _thread's: the same behaviour, but a thread that waits for one is known.
// Everything in threading, queue and concurrent.futures is built on these two.
#pragma once

#include "language/python/threads.h"

namespace kata::python {

struct Lock {
  PyObject_HEAD
  bool locked;
  bool is_sentinel;               // of a thread: to wait for it is to join that thread
  std::int64_t owner;             // the number of the thread that took it
  std::vector<Thread*>* waiters;
  PyObject* weak_references;
};

// Replaces allocate_lock, LockType, RLock, start_new_thread and _set_sentinel in the module _thread.
bool replace_thread_module();

void release_sentinel(Thread& thread);

// `thread` is about to wait: an event loop that waits for a lock of its would wait for as long.
void blame_lock_owner(const Thread& thread);

// What a woken thread raises when it was interrupted.
void raise_interruption(const Thread& thread);

}  // namespace kata::python
