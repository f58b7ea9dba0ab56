#include "language/python/load.h"

#include <unistd.h>

#include "language/python/outcome.h"
#include "language/python/runtime.h"
#include "language/python/trace.h"
#include "sandbox/module.h"

namespace kata::python {
namespace {

constexpr const char* kName = "solution";

struct Loading {
  PyObject* module = nullptr;
  std::string file;
};

Loading& loading() {
  static Loading one;
  return one;
}

bool is_readable(const std::string& path) { return ::access(path.c_str(), R_OK) == 0; }

void prepare_sys(const std::string& directory) {
  PyObject* path = PySys_GetObject("path");
  const Ref entry = Ref::steal(new_text(directory));
  if (path && PyList_Check(path)) PyList_Insert(path, 0, entry.get());
  const Ref argv = Ref::steal(PyList_New(0));
  const Ref program = Ref::steal(new_text(loading().file));
  PyList_Append(argv.get(), program.get());
  PySys_SetObject("argv", argv.get());
}

// Through importlib's own loader, so that __spec__, PEP 263, packages and inspect are as in any import.
Ref new_spec(const std::string& file, const std::string& directory, bool is_package) {
  const Ref external = Ref::steal(PyImport_ImportModule("_frozen_importlib_external"));
  const Ref loader_type = external ? Ref::steal(PyObject_GetAttrString(external.get(), "SourceFileLoader")) : Ref();
  const Ref make = external ? Ref::steal(PyObject_GetAttrString(external.get(), "spec_from_file_location")) : Ref();
  const Ref loader = loader_type ? Ref::steal(PyObject_CallFunction(loader_type.get(), "ss", kName, file.c_str())) : Ref();
  if (!make || !loader) return {};
  const Ref args = Ref::steal(Py_BuildValue("(ss)", kName, file.c_str()));
  const Ref kwargs = Ref::steal(is_package ? Py_BuildValue("{sOs[s]}", "loader", loader.get(), "submodule_search_locations",
                                                           (directory + "/" + kName).c_str())
                                           : Py_BuildValue("{sO}", "loader", loader.get()));
  return Ref::steal(PyObject_Call(make.get(), args.get(), kwargs.get()));
}

Ref import_file(const std::string& directory, bool is_package) {
  const Ref spec = new_spec(loading().file, directory, is_package);
  const Ref bootstrap = spec ? Ref::steal(PyImport_ImportModule("_frozen_importlib")) : Ref();
  if (!bootstrap) return {};
  return Ref::steal(PyObject_CallMethod(bootstrap.get(), "_load", "O", spec.get()));
}

// What box/newer.py knows of the SyntaxError that is set; "" for any other exception, and for files of others.
std::string newer_syntax() {
  if (!PyErr_ExceptionMatches(PyExc_SyntaxError)) return "";
  PyObject *type = nullptr, *error = nullptr, *trace = nullptr;
  PyErr_Fetch(&type, &error, &trace);
  PyErr_NormalizeException(&type, &error, &trace);
  const Ref file = Ref::steal(PyObject_GetAttrString(error, "filename"));
  const Ref find = file && is_learner_file(text_of(file.get())) ? Ref::steal(runtime_function("newer", "newer_syntax")) : Ref();
  const Ref found = find ? Ref::steal(PyObject_CallOneArg(find.get(), error)) : Ref();
  PyErr_Restore(type, error, trace);
  return found ? text_of(found.get()) : "";
}

Value outcome_of_load(const Ref& module) {
  if (module) return outcome_of(Ref::borrow(Py_None));
  const std::string newer = newer_syntax();
  Value outcome = outcome_of(Ref());
  if (!newer.empty()) outcome.get<List>()->items.emplace_back(newer);
  return outcome;
}

}  // namespace

void lend_module(PyObject* module) { loading().module = module; }

PyObject* learner_module() { return loading().module; }
const std::string& learner_file() { return loading().file; }

Value load_module() {
  const std::string directory = sandbox::submission_dir();
  set_submission_dir(directory);
  const std::string package = directory + "/" + kName + "/__init__.py";
  const bool is_package = !is_readable(directory + "/solution.py") && is_readable(package);
  loading().file = is_package ? package : directory + "/solution.py";
  prepare_sys(directory);
  const Ref module = import_file(directory, is_package);
  Value outcome = outcome_of_load(module);
  if (module) loading().module = Py_NewRef(module.get());
  return outcome;
}

}  // namespace kata::python
