#include "language/python/runtime.h"

#include <marshal.h>

#include <cstring>

#include "language/python/box_code.h"
#include "language/python/channel.h"
#include "language/python/clock.h"
#include "language/python/lock.h"
#include "language/python/observe.h"
#include "language/python/pages.h"
#include "language/python/remote.h"
#include "language/python/schedule.h"
#include "language/python/trace.h"
#include "language/python/whereabouts.h"

namespace kata::python {
namespace {

struct Runtime {
  PyObject* functions = nullptr;   // the module of C functions
  PyObject* modules = nullptr;     // dict of name to module
  PyObject* builtins = nullptr;    // a copy of them as they were before any learner's code
  LoopFacts loop;
  Value observed;                  // by the probe that runs
};

Runtime& runtime() {
  static Runtime one;
  return one;
}

PyObject* call_invoke(PyObject*, PyObject* args) {
  unsigned long long remote = 0;
  const char* method = nullptr;
  PyObject *positional = nullptr, *named = nullptr;
  if (!PyArg_ParseTuple(args, "KsO!|O!:invoke", &remote, &method, &PyTuple_Type, &positional, &PyDict_Type, &named)) return nullptr;
  return invoke(remote, method, positional, named);
}

PyObject* call_send(PyObject*, PyObject* args) {
  unsigned long long remote = 0;
  const char* method = nullptr;
  PyObject *positional = nullptr, *named = nullptr, *loop = nullptr, *on_reply = nullptr;
  if (!PyArg_ParseTuple(args, "KsO!O!OO:send", &remote, &method, &PyTuple_Type, &positional, &PyDict_Type, &named, &loop, &on_reply))
    return nullptr;
  const std::uint64_t id = send_invoke(remote, method, positional, named, loop, on_reply);
  return id ? PyLong_FromUnsignedLongLong(id) : nullptr;
}

PyObject* call_settle(PyObject*, PyObject* args) {
  unsigned long long id = 0;
  const char* how = nullptr;
  if (!PyArg_ParseTuple(args, "Ks:settle", &id, &how)) return nullptr;
  settle_invoke(id, how);
  Py_RETURN_NONE;
}

PyObject* call_drain(PyObject*, PyObject*) {
  drain_channel();
  Py_RETURN_NONE;
}

PyObject* call_channel(PyObject*, PyObject*) { return PyLong_FromLong(channel_fd()); }

PyObject* call_start_clock(PyObject*, PyObject*) {
  start_clock();
  Py_RETURN_NONE;
}

// loop_descriptors(epoll, wake_fd): of the loop that runs on this thread, -1 for each that it doesn't have yet.
PyObject* call_loop_descriptors(PyObject*, PyObject* args) {
  Thread& thread = current_thread();
  if (!PyArg_ParseTuple(args, "ii:loop_descriptors", &thread.epoll, &thread.wake_fd)) return nullptr;
  Py_RETURN_NONE;
}

// loop_enter(epoll, wake_fd): a loop runs on this thread until loop_leave().
PyObject* call_loop_enter(PyObject* module, PyObject* args) {
  ++current_thread().loops;
  return call_loop_descriptors(module, args);
}

PyObject* call_threads(PyObject*, PyObject*) { return PyLong_FromSize_t(thread_count()); }

PyObject* call_loop_leave(PyObject*, PyObject*) {
  Thread& thread = current_thread();
  if (--thread.loops == 0) thread.epoll = thread.wake_fd = -1;
  Py_RETURN_NONE;
}

// loop_wait(seconds or None): nothing is ready. True: wait for the descriptors, then call loop_woken(). False: time passed.
PyObject* call_loop_wait(PyObject*, PyObject* timeout) {
  Thread& thread = current_thread();
  const double seconds = timeout == Py_None ? -1 : PyFloat_AsDouble(timeout);
  if (PyErr_Occurred()) return nullptr;
  thread.wait = Wait::loop;
  thread.woken = Woken::granted;
  thread.deadline = seconds < 0 ? -1 : deadline_after(seconds);
  if (thread.scheduled && scheduling()) {
    block(thread);
    Py_RETURN_FALSE;
  }
  blame_lock_owner(thread);
  all_may_wait();
  if (thread.wait != Wait::none) Py_RETURN_TRUE;
  if (thread.woken != Woken::interrupted) Py_RETURN_FALSE;
  raise_interruption(thread);
  return nullptr;
}

PyObject* call_loop_woken(PyObject*, PyObject*) {
  Thread& thread = current_thread();
  const bool interrupted = thread.wait == Wait::none && thread.woken == Woken::interrupted;
  thread.wait = Wait::none;
  thread.deadline = -1;
  if (!interrupted) Py_RETURN_NONE;
  raise_interruption(thread);
  return nullptr;
}

PyObject* call_refuse(PyObject*, PyObject* what) {
  const char* text = PyUnicode_AsUTF8(what);
  if (!text || refuse_blocking(text)) return nullptr;
  Py_RETURN_NONE;
}

PyObject* call_tell_where(PyObject*, PyObject*) {
  tell_where();
  Py_RETURN_NONE;
}

PyObject* call_may_block(PyObject*, PyObject* change) {
  current_thread().may_block += static_cast<int>(PyLong_AsLong(change));
  if (PyErr_Occurred()) return nullptr;
  Py_RETURN_NONE;
}

PyObject* call_hold(PyObject*, PyObject* change) {
  hold_time(static_cast<int>(PyLong_AsLong(change)));
  if (PyErr_Occurred()) return nullptr;
  Py_RETURN_NONE;
}

// service([fd, …]): this thread of the library has nothing to do until one of them is readable; service(None): it is at work.
PyObject* call_service(PyObject*, PyObject* descriptors) {
  Thread& thread = current_thread();
  if (thread.scheduled && scheduling()) Py_RETURN_NONE;
  thread.watched.clear();
  thread.wait = Wait::none;
  if (descriptors == Py_None) Py_RETURN_NONE;
  if (!PyList_Check(descriptors)) return PyErr_Format(PyExc_TypeError, "service expects a list");
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(descriptors); ++i)
    thread.watched.push_back(PyObject_AsFileDescriptor(PyList_GET_ITEM(descriptors, i)));
  if (PyErr_Occurred()) return nullptr;
  thread.deadline = -1;
  thread.wait = Wait::service;
  all_may_wait();
  Py_RETURN_NONE;
}

PyObject* call_tasks_left(PyObject*, PyObject* count) {
  runtime().loop.tasks_left = PyLong_AsLong(count);
  if (PyErr_Occurred()) return nullptr;
  Py_RETURN_NONE;
}

// stuck_at(frames): where the tasks of a loop that waits for nothing are.
PyObject* call_stuck_at(PyObject*, PyObject* frames) {
  const Ref list = Ref::steal(PySequence_List(frames));
  if (!list) return nullptr;
  Values lines;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list.get()); ++i)
    if (auto line = frame_line(PyList_GET_ITEM(list.get(), i))) lines.push_back(std::move(*line));
  if (stuck().found && !lines.empty()) stuck().trace = List{std::move(lines)};
  Py_RETURN_NONE;
}

// packed(code, constants): a copy of a code object, beside the others of its kind.
PyObject* call_packed(PyObject*, PyObject* args) {
  PyObject *code = nullptr, *constants = nullptr;
  if (!PyArg_ParseTuple(args, "O!O!:packed", &PyCode_Type, &code, &PyTuple_Type, &constants)) return nullptr;
  const Ref replace = Ref::steal(PyObject_GetAttrString(code, "replace"));
  const Ref none = Ref::steal(PyTuple_New(0));
  const Ref named = Ref::steal(Py_BuildValue("{sO}", "co_consts", constants));
  if (!replace || !none || !named) return nullptr;
  const Packing packing;
  return PyObject_Call(replace.get(), none.get(), named.get());
}

PyObject* box_module(const char* name);

PyObject* call_box(PyObject*, PyObject* name) {
  const char* text = PyUnicode_AsUTF8(name);
  return text ? Py_XNewRef(box_module(text)) : nullptr;
}

PyObject* call_prepare_remotes(PyObject*, PyObject* args) {
  PyObject *home = nullptr, *plain = nullptr, *coroutine = nullptr;
  if (!PyArg_ParseTuple(args, "OOO:prepare_remotes", &home, &plain, &coroutine)) return nullptr;
  prepare_remotes(home, plain, coroutine);
  Py_RETURN_NONE;
}

// is_learners(file): whether a file of that name is the learner's.
PyObject* call_is_learners(PyObject*, PyObject* file) {
  const char* name = PyUnicode_Check(file) ? PyUnicode_AsUTF8(file) : nullptr;
  if (!name) PyErr_Clear();
  return PyBool_FromLong(name && is_learner_file(name));
}

PyObject* call_observe(PyObject*, PyObject* object) {
  runtime().observed = observe(object);
  Py_RETURN_NONE;
}

PyMethodDef runtime_functions[] = {{"observe", call_observe, METH_O, "Makes this the outcome of the probe."},
                           {"box", call_box, METH_O, nullptr},
                           {"is_learners", call_is_learners, METH_O, nullptr},
                           {"invoke", call_invoke, METH_VARARGS, nullptr},
                           {"prepare_remotes", call_prepare_remotes, METH_VARARGS, nullptr},
                           {"send", call_send, METH_VARARGS, nullptr},
                           {"settle", call_settle, METH_VARARGS, nullptr},
                           {"drain", call_drain, METH_NOARGS, nullptr},
                           {"channel", call_channel, METH_NOARGS, nullptr},
                           {"start_clock", call_start_clock, METH_NOARGS, nullptr},
                           {"loop_enter", call_loop_enter, METH_VARARGS, nullptr},
                           {"loop_descriptors", call_loop_descriptors, METH_VARARGS, nullptr},
                           {"packed", call_packed, METH_VARARGS, nullptr},
                           {"threads", call_threads, METH_NOARGS, nullptr},
                           {"loop_leave", call_loop_leave, METH_NOARGS, nullptr},
                           {"loop_wait", call_loop_wait, METH_O, nullptr},
                           {"loop_woken", call_loop_woken, METH_NOARGS, nullptr},
                           {"refuse", call_refuse, METH_O, nullptr},
                           {"tell_where", call_tell_where, METH_NOARGS, nullptr},
                           {"may_block", call_may_block, METH_O, nullptr},
                           {"hold", call_hold, METH_O, nullptr},
                           {"service", call_service, METH_O, nullptr},
                           {"tasks_left", call_tasks_left, METH_O, nullptr},
                           {"stuck_at", call_stuck_at, METH_O, nullptr},
                           {nullptr, nullptr, 0, nullptr}};

PyModuleDef definition = {PyModuleDef_HEAD_INIT, "_kata", nullptr, -1, runtime_functions, nullptr, nullptr, nullptr, nullptr};

PyObject* new_unwinding(const char* name) {
  PyObject* type = PyErr_NewException(name, PyExc_BaseException, nullptr);
  const char* short_name = std::strrchr(name, '.') + 1;
  if (type && PyModule_AddObjectRef(runtime().functions, short_name, type) < 0) return nullptr;
  return type;
}

PyObject* run_module_code(const BoxCode& code) {
  const Ref compiled = Ref::steal(PyMarshal_ReadObjectFromString(code.bytes, static_cast<Py_ssize_t>(code.size)));
  Ref module = compiled ? Ref::steal(PyModule_New(code.name)) : Ref();
  if (!module) return nullptr;
  PyObject* names = PyModule_GetDict(module.get());
  if (PyDict_SetItemString(names, "_kata", runtime().functions) < 0) return nullptr;
  if (PyDict_SetItemString(names, "__builtins__", runtime().builtins) < 0) return nullptr;
  const Ref done = Ref::steal(PyEval_EvalCode(compiled.get(), names, names));
  if (!done || PyDict_SetItemString(runtime().modules, code.name, module.get()) < 0) return nullptr;
  return PyDict_GetItemString(runtime().modules, code.name);
}

PyObject* box_module(const char* name) {
  if (PyObject* known = PyDict_GetItemString(runtime().modules, name)) return known;
  for (const BoxCode& code : kBoxCode)
    if (std::strcmp(code.name, name) == 0) return run_module_code(code);
  PyErr_Format(PyExc_ImportError, "no box module %s", name);
  return nullptr;
}

}  // namespace

Value& observed() { return runtime().observed; }

LoopFacts& loop_facts() { return runtime().loop; }

PyObject* runtime_function(const char* module, const char* name) {
  PyObject* found = box_module(module);
  return found ? PyObject_GetAttrString(found, name) : nullptr;
}

const char* syntax_program() { return kSyntaxProgram; }

bool prepare_runtime() {
  runtime().functions = PyModule_Create(&definition);
  runtime().modules = PyDict_New();
  runtime().builtins = PyDict_Copy(PyEval_GetBuiltins());
  if (!runtime().functions || !runtime().modules || !runtime().builtins) return false;
  stuck_error = new_unwinding("kata.KataStuck");
  blocked_error = new_unwinding("kata.KataBlocked");
  if (!stuck_error || !blocked_error) return false;
  if (!replace_time_module() || !replace_thread_module()) return false;
  if (PyModule_AddObjectRef(runtime().functions, "real_time", real_time_module()) < 0) return false;
  for (const auto& [module, function] : {std::pair{"guards", "install"}, std::pair{"remotes", "prepare"},
                                       std::pair{"probes", "prepare"}}) {
    const Ref install = Ref::steal(runtime_function(module, function));
    const Ref done = install ? Ref::steal(PyObject_CallNoArgs(install.get())) : Ref();
    if (!done) return false;
  }
  return true;
}

}  // namespace kata::python
