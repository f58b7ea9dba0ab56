#include "language/python/remote.h"

#include "language/python/observe.h"
#include "language/python/runtime.h"

namespace kata::python {
namespace {

struct Classes {
  PyObject* home = nullptr;
  PyObject* plain = nullptr;
  PyObject* coroutine = nullptr;
  PyObject* home_name = nullptr;
};

Classes& classes() {
  static Classes one;
  return one;
}

// In Python this would be a closure and five assignments, each of them on pages that nobody else of a test's child needs.
PyObject* new_function(PyObject* like, const Remote& remote) {
  const Ref name = Ref::steal(new_text(remote.name.empty() ? "function" : remote.name));
  const Ref number = Ref::steal(PyLong_FromUnsignedLongLong(remote.id));
  const Ref cell = number ? Ref::steal(PyCell_New(number.get())) : Ref();
  const Ref closure = cell ? Ref::steal(PyTuple_Pack(1, cell.get())) : Ref();
  if (!name || !closure) return nullptr;
  Ref made = Ref::steal(PyFunction_NewWithQualName(PyFunction_GetCode(like), PyFunction_GetGlobals(like), name.get()));
  if (!made || PyFunction_SetClosure(made.get(), closure.get()) < 0) return nullptr;
  Py_XSETREF(reinterpret_cast<PyFunctionObject*>(made.get())->func_name, Py_NewRef(name.get()));
  if (PyDict_SetItem(PyModule_GetDict(classes().home), name.get(), made.get()) < 0) return nullptr;
  return made.release();
}

}  // namespace

void prepare_remotes(PyObject* home, PyObject* plain, PyObject* coroutine) {
  classes() = {Py_NewRef(home), Py_NewRef(plain), Py_NewRef(coroutine), PyUnicode_InternFromString("test")};
}

PyObject* new_remote(const Remote& remote) {
  // Only now, so that a learner's own module of that name comes first.
  if (!PyDict_SetDefault(PyImport_GetModuleDict(), classes().home_name, classes().home)) return nullptr;
  if (remote.kind == RemoteKind::function) return new_function(classes().plain, remote);
  if (remote.kind == RemoteKind::coroutine_function) return new_function(classes().coroutine, remote);
  const Ref make = Ref::steal(runtime_function("remotes", "make"));
  if (!make) return nullptr;
  return PyObject_CallFunction(make.get(), "iKs", static_cast<int>(remote.kind), static_cast<unsigned long long>(remote.id),
                               remote.name.c_str());
}

}  // namespace kata::python
