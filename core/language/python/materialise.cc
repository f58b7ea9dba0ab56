#include "language/python/materialise.h"

#include "language/python/observe.h"
#include "language/python/remote.h"

namespace kata::python {
namespace {

template <class... Call> struct Overloaded : Call... {
  using Call::operator()...;
};
template <class... Call> Overloaded(Call...) -> Overloaded<Call...>;

PyObject* new_integer(const Integer& number) {
  if (const auto small = number.to_int64()) return PyLong_FromLongLong(*small);
  const auto* bytes = reinterpret_cast<const unsigned char*>(number.magnitude.data());
  PyObject* absolute = _PyLong_FromByteArray(bytes, number.magnitude.size(), 0, 0);
  if (!absolute || !number.negative) return absolute;
  PyObject* negated = PyNumber_Negative(absolute);
  Py_DECREF(absolute);
  return negated;
}

PyObject* new_list(const Values& items) {
  Ref out = Ref::steal(PyList_New(static_cast<Py_ssize_t>(items.size())));
  if (!out) return nullptr;
  for (std::size_t i = 0; i < items.size(); ++i) {
    PyObject* item = materialise(items[i]);
    if (!item) return nullptr;
    PyList_SET_ITEM(out.get(), static_cast<Py_ssize_t>(i), item);
  }
  return out.release();
}

PyObject* new_tuple(const Values& items) {
  const Ref list = Ref::steal(new_list(items));
  return list ? PyList_AsTuple(list.get()) : nullptr;
}

PyObject* new_dict(const Dict& dict) {
  Ref out = Ref::steal(PyDict_New());
  for (const auto& [key, value] : dict.items) {
    const Ref new_key = Ref::steal(materialise(key));
    const Ref new_value = new_key ? Ref::steal(materialise(value)) : Ref();
    if (!new_value || PyDict_SetItem(out.get(), new_key.get(), new_value.get()) < 0) return nullptr;
  }
  return out.release();
}

PyObject* new_object(const Object& object) {
  PyObject* known = object.handle ? object_of(object.handle) : nullptr;
  if (known) return Py_NewRef(known);
  PyErr_Format(PyExc_LookupError, "there is no %s here", object.repr.c_str());
  return nullptr;
}

// Counter, OrderedDict, deque and bytearray are made again; of other subclasses only the base value can be.
PyObject* new_subclass(const Subclass& subclass) {
  Ref base = Ref::steal(subclass.base.empty() ? Py_NewRef(Py_None) : materialise(subclass.base.front()));
  if (!base) return nullptr;
  const char* module = subclass.type == "bytearray" ? "builtins" : "collections";
  const bool known = subclass.type == "Counter" || subclass.type == "OrderedDict" || subclass.type == "deque" ||
                     subclass.type == "bytearray";
  if (!known) return base.release();
  const Ref from = Ref::steal(PyImport_ImportModule(module));
  const Ref type = from ? Ref::steal(PyObject_GetAttrString(from.get(), subclass.type.c_str())) : Ref();
  return type ? PyObject_CallOneArg(type.get(), base.get()) : nullptr;
}

Ref exception_class_in(PyObject* module, const std::string& name) {
  Ref found = module ? Ref::steal(PyObject_GetAttrString(module, name.c_str())) : Ref();
  if (!found) PyErr_Clear();
  return found && PyExceptionClass_Check(found.get()) ? found : Ref();
}

Ref exception_class(const std::string& full_name) {
  const std::string name = full_name.substr(full_name.rfind('.') + 1);
  PyObject* modules = PyImport_GetModuleDict();  // borrowed
  for (const char* module : {"builtins", "solution", "asyncio", "concurrent.futures"}) {
    if (Ref found = exception_class_in(PyDict_GetItemString(modules, module), name)) return found;
  }
  return Ref::steal(PyErr_NewException(("solution." + name).c_str(), PyExc_Exception, nullptr));
}

}  // namespace

PyObject* materialise(const Value& value) {
  return std::visit(
      Overloaded{[](None) { return Py_NewRef(Py_None); },
                 [](bool b) { return PyBool_FromLong(b); },
                 [](const Integer& number) { return new_integer(number); },
                 [](double number) { return PyFloat_FromDouble(number); },
                 [](const Complex& c) { return PyComplex_FromDoubles(c.real, c.imag); },
                 [](const Str& text) { return new_text(text.text); },
                 [](const Bytes& bytes) {
                   return PyBytes_FromStringAndSize(bytes.data.data(), static_cast<Py_ssize_t>(bytes.data.size()));
                 },
                 [](const List& list) { return new_list(list.items); },
                 [](const Tuple& tuple) { return new_tuple(tuple.items); },
                 [](const Set& set) -> PyObject* {
                   const Ref items = Ref::steal(new_list(set.items));
                   return items ? PySet_New(items.get()) : nullptr;
                 },
                 [](const Frozenset& set) -> PyObject* {
                   const Ref items = Ref::steal(new_list(set.items));
                   return items ? PyFrozenSet_New(items.get()) : nullptr;
                 },
                 [](const Dict& dict) { return new_dict(dict); },
                 [&value](const Exception&) { return materialise_exception(value); },
                 [](const Object& object) { return new_object(object); },
                 [](const Subclass& subclass) { return new_subclass(subclass); },
                 [](const Remote& remote) { return new_remote(remote); }},
      value.data());
}

PyObject* materialise_exception(const Value& value) {
  const auto* error = value.get<Exception>();
  if (!error) return PyObject_CallFunction(PyExc_RuntimeError, "s", spell(value).c_str());
  const Ref type = exception_class(error->types.empty() ? "Exception" : error->types.front());
  if (!type) return nullptr;
  Values parts = error->args;
  if (parts.empty() && !error->message.empty()) parts.emplace_back(error->message);
  const Ref args = Ref::steal(new_tuple(parts));
  Ref made = args ? Ref::steal(PyObject_CallObject(type.get(), args.get())) : Ref();
  if (!made || !PyExceptionInstance_Check(made.get())) return nullptr;
  for (const auto& [name, held] : error->attributes) {
    const Ref attribute = Ref::steal(materialise(held));
    if (!attribute || PyObject_SetAttrString(made.get(), name.c_str(), attribute.get()) < 0) PyErr_Clear();
  }
  if (!error->cause.empty()) PyException_SetCause(made.get(), materialise_exception(error->cause.front()));
  return made.release();
}

}  // namespace kata::python
