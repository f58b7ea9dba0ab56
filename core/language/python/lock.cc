#include "language/python/lock.h"

#include <structmember.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <new>

#include "language/python/clock.h"
#include "language/python/schedule.h"

namespace kata::python {
namespace {

// A lock that only other tasks or threads can release while its owner is this very thread: Condition.wait, Event.wait,
// Future.result, Queue.get all end here, as does join().
bool waits_for_a_signal(const Lock& lock, const Thread& thread) { return lock.is_sentinel || lock.owner == thread.number; }

bool owner_waits(const Lock& lock) {
  for (const Thread* other : all_threads())
    if (other->number == lock.owner) return other->wait != Wait::none;
  return true;
}

bool refuse_on_loop(const Lock& lock, Thread& thread) {
  if (thread.loops == 0 || thread.may_block > 0) return false;
  if (!waits_for_a_signal(lock, thread) && !owner_waits(lock)) return false;   // a short contention
  return refuse_blocking("Lock.acquire");
}

// Waits in real time, when no clock of ours is on: nobody knows when it will be over, so it counts as busy.
bool wait_really(Lock& lock, Thread& thread, double seconds) {
  const auto microseconds = static_cast<PY_TIMEOUT_T>(std::min(seconds * 1e6, 9e15));
  PyLockStatus status;
  while (PyThread_acquire_lock(thread.parker, NOWAIT_LOCK)) {}   // of a wait that was over before it was woken
  lock.waiters->push_back(&thread);
  thread.lock = &lock;
  thread.woken = Woken::timeout;
  thread.wait = Wait::none;
  Py_BEGIN_ALLOW_THREADS
  status = PyThread_acquire_lock_timed(thread.parker, microseconds, 0);
  Py_END_ALLOW_THREADS
  thread.lock = nullptr;
  if (std::erase(*lock.waiters, &thread)) return false;
  if (status != PY_LOCK_ACQUIRED) PyThread_acquire_lock(thread.parker, NOWAIT_LOCK);
  return true;
}

// 1: taken; 0: not in time; -1: an exception is set.
int wait_for(Lock& lock, Thread& thread, double timeout) {
  if (refuse_on_loop(lock, thread)) return -1;
  if (timeout >= 0 && !clock_is_virtual()) return wait_really(lock, thread, timeout) ? 1 : 0;
  const std::int64_t deadline = timeout < 0 ? -1 : deadline_after(timeout);
  for (;;) {
    lock.waiters->push_back(&thread);
    thread.lock = &lock;
    thread.wait = Wait::lock;
    thread.deadline = deadline;
    const Woken woken = block(thread);
    if (woken == Woken::granted && !(thread.scheduled && scheduling())) return 1;
    std::erase(*lock.waiters, &thread);
    if (woken == Woken::interrupted) {
      raise_interruption(thread);
      return -1;
    }
    if (!lock.locked) return 1;
    if (woken == Woken::timeout) return 0;
  }
}

int take(Lock& lock, bool blocking, double timeout) {
  Thread& thread = current_thread();
  yield_point();
  if (lock.locked) {
    if (!blocking || timeout == 0) return 0;
    Py_INCREF(&lock);
    const int taken = wait_for(lock, thread, timeout);
    Py_DECREF(&lock);
    if (taken != 1) return taken;
  }
  lock.locked = true;
  lock.owner = thread.number;
  return 1;
}

// Unscheduled, the longest waiting thread owns the lock from this moment, so that it is known not to wait any more.
// Scheduled, all who wait try again, so that any of them may be first.
void give(Lock& lock) {
  lock.locked = false;
  if (scheduling() && current_thread().scheduled) {
    for (Thread* waiter : std::vector<Thread*>(*lock.waiters)) wake(*waiter, Woken::granted);
    lock.waiters->clear();
    return;
  }
  if (lock.waiters->empty()) return;
  Thread* next = lock.waiters->front();
  lock.waiters->erase(lock.waiters->begin());
  lock.locked = true;
  lock.owner = next->number;
  if (next->wait == Wait::none) unpark(*next);   // it waits in real time
  else wake(*next, Woken::granted);
}

// ---- _thread.lock ----

PyObject* lock_new(PyTypeObject* type, PyObject*, PyObject*) {
  auto* lock = reinterpret_cast<Lock*>(type->tp_alloc(type, 0));
  if (!lock) return nullptr;
  lock->waiters = new std::vector<Thread*>();
  lock->owner = -1;
  return reinterpret_cast<PyObject*>(lock);
}

void lock_free(PyObject* object) {
  auto* lock = reinterpret_cast<Lock*>(object);
  if (lock->weak_references) PyObject_ClearWeakRefs(object);
  delete lock->waiters;
  PyTypeObject* type = Py_TYPE(object);
  type->tp_free(object);
}

bool parse_acquire(PyObject* args, PyObject* kwargs, bool& blocking, double& timeout) {
  static const char* const names[] = {"blocking", "timeout", nullptr};
  int wants = 1;
  timeout = -1;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|pd:acquire", const_cast<char**>(names), &wants, &timeout)) return false;
  blocking = wants != 0;
  if (!blocking && timeout != -1) {
    PyErr_SetString(PyExc_ValueError, "can't specify a timeout for a non-blocking call");
  } else if (timeout < 0 && timeout != -1) {
    PyErr_SetString(PyExc_ValueError, "timeout value must be a non-negative number");
  } else if (timeout > 9e9) {
    PyErr_SetString(PyExc_OverflowError, "timeout value is too large");
  } else {
    return !std::isnan(timeout);
  }
  return false;
}

PyObject* as_bool(int taken) { return taken < 0 ? nullptr : PyBool_FromLong(taken); }

PyObject* lock_acquire(PyObject* self, PyObject* args, PyObject* kwargs) {
  bool blocking = true;
  double timeout = -1;
  if (!parse_acquire(args, kwargs, blocking, timeout)) return nullptr;
  return as_bool(take(*reinterpret_cast<Lock*>(self), blocking, timeout));
}

PyObject* lock_enter(PyObject* self, PyObject*) { return as_bool(take(*reinterpret_cast<Lock*>(self), true, -1)); }

PyObject* lock_release(PyObject* self, PyObject*) {
  auto& lock = *reinterpret_cast<Lock*>(self);
  if (!lock.locked) {
    PyErr_SetString(PyExc_RuntimeError, "release unlocked lock");
    return nullptr;
  }
  give(lock);
  yield_point();
  Py_RETURN_NONE;
}

PyObject* lock_exit(PyObject* self, PyObject*) { return lock_release(self, nullptr); }

PyObject* lock_locked(PyObject* self, PyObject*) { return PyBool_FromLong(reinterpret_cast<Lock*>(self)->locked); }

PyObject* lock_reinit(PyObject* self, PyObject*) {
  auto& lock = *reinterpret_cast<Lock*>(self);
  lock.locked = false;
  lock.waiters->clear();
  Py_RETURN_NONE;
}

template <class Function> PyCFunction method(Function* function) { return reinterpret_cast<PyCFunction>(function); }

PyMethodDef lock_methods[] = {
    {"acquire", method(lock_acquire), METH_VARARGS | METH_KEYWORDS, "Take the lock."},
    {"acquire_lock", method(lock_acquire), METH_VARARGS | METH_KEYWORDS, "Take the lock."},
    {"release", lock_release, METH_NOARGS, "Release the lock."},
    {"release_lock", lock_release, METH_NOARGS, "Release the lock."},
    {"locked", lock_locked, METH_NOARGS, "Whether somebody has it."},
    {"locked_lock", lock_locked, METH_NOARGS, "Whether somebody has it."},
    {"__enter__", lock_enter, METH_NOARGS, nullptr},
    {"__exit__", lock_exit, METH_VARARGS, nullptr},
    {"_at_fork_reinit", lock_reinit, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr}};

PyTypeObject lock_type = {PyVarObject_HEAD_INIT(nullptr, 0)};

// ---- _thread.RLock ----

struct RLock {
  Lock base;
  std::int64_t count;
};

RLock& as_rlock(PyObject* self) { return *reinterpret_cast<RLock*>(self); }
bool is_owned(const RLock& lock) { return lock.count > 0 && lock.base.owner == current_thread().number; }

int rlock_take(RLock& lock, bool blocking, double timeout) {
  if (is_owned(lock)) {
    ++lock.count;
    return 1;
  }
  const int taken = take(lock.base, blocking, timeout);
  if (taken == 1) lock.count = 1;
  return taken;
}

PyObject* rlock_acquire(PyObject* self, PyObject* args, PyObject* kwargs) {
  bool blocking = true;
  double timeout = -1;
  if (!parse_acquire(args, kwargs, blocking, timeout)) return nullptr;
  return as_bool(rlock_take(as_rlock(self), blocking, timeout));
}

PyObject* rlock_enter(PyObject* self, PyObject*) { return as_bool(rlock_take(as_rlock(self), true, -1)); }

PyObject* rlock_release(PyObject* self, PyObject*) {
  RLock& lock = as_rlock(self);
  if (!is_owned(lock)) {
    PyErr_SetString(PyExc_RuntimeError, "cannot release un-acquired lock");
    return nullptr;
  }
  if (--lock.count == 0) {
    give(lock.base);
    yield_point();
  }
  Py_RETURN_NONE;
}

PyObject* rlock_exit(PyObject* self, PyObject*) { return rlock_release(self, nullptr); }
PyObject* rlock_is_owned(PyObject* self, PyObject*) { return PyBool_FromLong(is_owned(as_rlock(self))); }

PyObject* rlock_release_save(PyObject* self, PyObject*) {
  RLock& lock = as_rlock(self);
  if (!is_owned(lock)) {
    PyErr_SetString(PyExc_RuntimeError, "cannot release un-acquired lock");
    return nullptr;
  }
  const std::int64_t count = std::exchange(lock.count, 0);
  give(lock.base);
  yield_point();
  return PyLong_FromLongLong(count);
}

PyObject* rlock_acquire_restore(PyObject* self, PyObject* count) {
  RLock& lock = as_rlock(self);
  Thread& thread = current_thread();
  ++thread.may_block;   // inside Condition.wait, whose own wait was judged
  const int taken = take(lock.base, true, -1);
  --thread.may_block;
  if (taken < 0) return nullptr;
  lock.count = PyLong_AsLongLong(count);
  Py_RETURN_NONE;
}

PyObject* rlock_reinit(PyObject* self, PyObject*) {
  as_rlock(self).count = 0;
  return lock_reinit(self, nullptr);
}

PyMethodDef rlock_methods[] = {
    {"acquire", method(rlock_acquire), METH_VARARGS | METH_KEYWORDS, "Take the lock, again if need be."},
    {"release", rlock_release, METH_NOARGS, "Release the lock once."},
    {"__enter__", rlock_enter, METH_NOARGS, nullptr},
    {"__exit__", rlock_exit, METH_VARARGS, nullptr},
    {"_is_owned", rlock_is_owned, METH_NOARGS, nullptr},
    {"_release_save", rlock_release_save, METH_NOARGS, nullptr},
    {"_acquire_restore", rlock_acquire_restore, METH_O, nullptr},
    {"_at_fork_reinit", rlock_reinit, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr}};

PyTypeObject rlock_type = {PyVarObject_HEAD_INIT(nullptr, 0)};

// RLock's give() hands the base lock over; the new owner's own rlock_take() then counts from one.

// ---- the module's functions ----

PyObject* set_sentinel(PyObject*, PyObject*) {
  PyObject* lock = lock_new(&lock_type, nullptr, nullptr);
  if (!lock) return nullptr;
  reinterpret_cast<Lock*>(lock)->is_sentinel = true;
  Thread& thread = current_thread();
  Py_XDECREF(reinterpret_cast<PyObject*>(thread.sentinel));
  thread.sentinel = reinterpret_cast<Lock*>(Py_NewRef(lock));
  return lock;
}

void run_body(PyObject* function, PyObject* args, PyObject* kwargs) {
  const Ref result = Ref::steal(PyObject_Call(function, args, kwargs));
  if (result) return;
  if (PyErr_ExceptionMatches(PyExc_SystemExit)) PyErr_Clear();
  else PyErr_WriteUnraisable(function);
}

PyObject* start_new_thread(PyObject*, PyObject* args) {
  PyObject *function = nullptr, *call_args = nullptr, *kwargs = nullptr;
  if (!PyArg_UnpackTuple(args, "start_new_thread", 2, 3, &function, &call_args, &kwargs)) return nullptr;
  if (!PyCallable_Check(function) || !PyTuple_Check(call_args) || (kwargs && !PyDict_Check(kwargs))) {
    PyErr_SetString(PyExc_TypeError, "start_new_thread expects a callable, a tuple and a dict");
    return nullptr;
  }
  const unsigned long ident =
      start_thread([f = Ref::borrow(function), a = Ref::borrow(call_args), k = Ref::borrow(kwargs)] {
        run_body(f.get(), a.get(), k.get());
      }, current_thread().scheduled && scheduling());
  return ident ? PyLong_FromUnsignedLong(ident) : nullptr;
}

PyMethodDef module_functions[] = {
    {"start_new_thread", start_new_thread, METH_VARARGS, "Start a new thread and return its identifier."},
    {"start_new", start_new_thread, METH_VARARGS, "Start a new thread and return its identifier."},
    {"_set_sentinel", set_sentinel, METH_NOARGS, "A lock that is released when this thread ends."},
    {nullptr, nullptr, 0, nullptr}};

bool ready_type(PyTypeObject& type, const char* name, Py_ssize_t size, PyMethodDef* methods) {
  type.tp_name = name;
  type.tp_basicsize = size;
  type.tp_flags = Py_TPFLAGS_DEFAULT;
  type.tp_new = lock_new;
  type.tp_dealloc = lock_free;
  type.tp_methods = methods;
  type.tp_weaklistoffset = offsetof(Lock, weak_references);
  return PyType_Ready(&type) == 0;
}

}  // namespace

void release_sentinel(Thread& thread) {
  Lock* lock = std::exchange(thread.sentinel, nullptr);
  if (!lock) return;
  if (lock->locked) give(*lock);
  Py_DECREF(reinterpret_cast<PyObject*>(lock));
}

void blame_lock_owner(const Thread& thread) {
  for (Thread* other : all_threads()) {
    if (other->wait != Wait::lock || other->loops == 0 || other->may_block > 0) continue;
    if (!other->lock || other->lock->owner != thread.number || waits_for_a_signal(*other->lock, *other)) continue;
    record_blocked(*other, "Lock.acquire");
    wake(*other, Woken::interrupted);
  }
}

void raise_interruption(const Thread& thread) {
  const bool is_blocked = thread.loops > 0 && blocked().found;
  PyErr_SetString(is_blocked ? blocked_error : stuck_error, is_blocked ? blocked().what.c_str() : stuck().what.c_str());
}

bool replace_thread_module() {
  if (!ready_type(lock_type, "_thread.lock", sizeof(Lock), lock_methods)) return false;
  if (!ready_type(rlock_type, "_thread.RLock", sizeof(RLock), rlock_methods)) return false;
  const Ref module = Ref::steal(PyImport_ImportModule("_thread"));
  if (!module) return false;
  PyObject* lock = reinterpret_cast<PyObject*>(&lock_type);
  for (const char* name : {"allocate_lock", "allocate", "LockType"})
    if (PyObject_SetAttrString(module.get(), name, lock) < 0) return false;
  if (PyObject_SetAttrString(module.get(), "RLock", reinterpret_cast<PyObject*>(&rlock_type)) < 0) return false;
  return PyModule_AddFunctions(module.get(), module_functions) == 0;
}

}  // namespace kata::python
