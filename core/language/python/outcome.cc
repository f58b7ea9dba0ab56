#include "language/python/outcome.h"

#include "language/python/observe.h"
#include "language/python/threads.h"
#include "language/python/trace.h"

namespace kata::python {

void begin_outcome() {
  stuck() = {};
  blocked() = {};
}

Value raised_outcome() {
  PyObject *type = nullptr, *error = nullptr, *trace = nullptr;
  PyErr_Fetch(&type, &error, &trace);
  PyErr_NormalizeException(&type, &error, &trace);
  if (trace) PyException_SetTraceback(error, trace);
  const Ref owned_type = Ref::steal(type), owned_error = Ref::steal(error), owned_trace = Ref::steal(trace);
  Value lines = error_trace(error);
  return list("raised", observe_exception(error), std::move(lines));
}

Value outcome_of(const Ref& result) {
  if (blocked().found || stuck().found) {
    PyErr_Clear();
    if (blocked().found) return list("blocked", blocked().what, blocked().trace);
    return list("stuck", stuck().what, stuck().trace);
  }
  if (!result) return raised_outcome();
  return list("value", observe(result.get()));
}

Value too_large() { return list("value", Object{"object", "<too large to send>", 0}); }

void flush_output() {
  const SavedError saved;
  for (const char* name : {"__stdout__", "__stderr__"}) {
    PyObject* stream = PySys_GetObject(name);
    const Ref done = stream && stream != Py_None ? Ref::steal(PyObject_CallMethod(stream, "flush", nullptr)) : Ref();
    if (!done) PyErr_Clear();
  }
}

}  // namespace kata::python
