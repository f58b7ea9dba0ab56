#include "language/python/interpreter.h"

#include "base/error.h"
#include "language/python/hot_pages.h"
#include "language/python/language.h"
#include "language/python/observe.h"
#include "language/python/pages.h"
#include "language/python/ref.h"
#include "language/python/runtime.h"
#include "language/python/threads.h"
#include "language/python/whereabouts.h"

namespace kata::python {
namespace {

void check(const PyStatus& status) {
  if (PyStatus_Exception(status)) throw Error(N_("cannot start Python; are python3.11 and its library installed?"), {}, status.err_msg ? status.err_msg : "");
}

[[noreturn]] void throw_python(const char* what, std::vector<std::string> arguments = {}) {
  PyObject *type = nullptr, *error = nullptr, *trace = nullptr;
  PyErr_Fetch(&type, &error, &trace);
  const Ref text = Ref::steal(error ? PyObject_Str(error) : nullptr);
  throw Error(what, std::move(arguments), text ? text_of(text.get()) : "");
}

void set_paths(PyConfig& config) {
  check(PyConfig_SetString(&config, &config.executable, L"/usr/bin/python3"));
  check(PyConfig_SetString(&config, &config.base_executable, L"/usr/bin/python3"));
  for (wchar_t** prefix : {&config.prefix, &config.base_prefix, &config.exec_prefix, &config.base_exec_prefix})
    check(PyConfig_SetString(&config, prefix, L"/usr"));
  config.module_search_paths_set = 1;
  for (const wchar_t* path : {L"/usr/lib/python3.11", L"/usr/lib/python3.11/lib-dynload"})
    check(PyWideStringList_Append(&config.module_search_paths, path));
}

void initialise(std::uint32_t hash_seed) {
  PyPreConfig before;
  PyPreConfig_InitIsolatedConfig(&before);
  before.utf8_mode = 1;   // the same for every operator's locale
  check(Py_PreInitialize(&before));
  PyConfig config;
  PyConfig_InitIsolatedConfig(&config);
  config.site_import = 0;
  config.write_bytecode = 0;
  config.use_hash_seed = 1;
  config.hash_seed = hash_seed;
  config.install_signal_handlers = 1;
  config.pathconfig_warnings = 0;
  set_paths(config);
  const PyStatus status = Py_InitializeFromConfig(&config);
  PyConfig_Clear(&config);
  check(status);
}

void call_gc(const char* step) {
  const Ref gc = Ref::steal(PyImport_ImportModule("gc"));
  const Ref done = Ref::steal(PyObject_CallMethod(gc.get(), step, nullptr));
  if (!done) throw_python(N_("cannot start Python; are python3.11 and its library installed?"));
}

// Not imported as others are: it comes from elsewhere, and is to be found whole after a learner's code was imported.
PyObject* prepare_suite() {
  const Ref prepare = Ref::steal(runtime_function("suite", "prepare"));
  return prepare ? PyObject_CallNoArgs(prepare.get()) : nullptr;
}

// What each box would otherwise do for the first time. The module that was tried.
PyObject* warm_up() {
  const Ref run = Ref::steal(runtime_function("warm", "run"));
  const Ref module = run ? Ref::steal(PyObject_CallNoArgs(run.get())) : Ref();
  if (!module) throw_python(N_("cannot start Python; are python3.11 and its library installed?"));
  rehearse(module.get());
  return Py_NewRef(module.get());
}

}  // namespace

void start_interpreter(const Start& start) {
  use_large_arenas();
  initialise(start.hash_seed);
  current_thread();
  answer_init();
  if (!prepare_observing() || !prepare_runtime()) throw_python(N_("cannot start Python; are python3.11 and its library installed?"));
  for (const std::string& name : start.warm) {
    const Ref module = Ref::steal(name == "pytest" ? prepare_suite() : PyImport_ImportModule(name.c_str()));
    if (!module) throw_python(N_("Python cannot import '{}', which the topic asks for in 'warm'; install it, or take it out there"), {name});
  }
  if (start.brief) return call_gc("freeze");
  PyObject* const module = warm_up();
  call_gc("collect");
  call_gc("freeze");
  settle_pages();
  find_hot_pages([module] { rehearse_test(module); });
}

}  // namespace kata::python
