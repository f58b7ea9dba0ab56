#include "language/python/observe_object.h"

#include <structmember.h>

#include <algorithm>
#include <cstring>
#include <unordered_map>

#include "language/python/observe.h"

namespace kata::python {
namespace {

constexpr std::size_t kShownAttributes = 12;
constexpr std::size_t kShownText = 400;

PyTypeObject* as_type(PyObject* object) { return reinterpret_cast<PyTypeObject*>(object); }

bool derives(PyObject* object, PyObject* base) { return PyType_IsSubtype(Py_TYPE(object), as_type(base)); }

// True when printing `value` calls nothing of the learner's.
bool is_plain(const Value& value) {
  switch (value.kind()) {
    case Kind::object: case Kind::subclass: case Kind::exception: case Kind::remote: return false;
    case Kind::list: case Kind::tuple: case Kind::set: case Kind::frozenset:
      return std::all_of(value.items()->begin(), value.items()->end(), is_plain);
    case Kind::dict:
      for (const auto& [key, item] : value.get<Dict>()->items)
        if (!is_plain(key) || !is_plain(item)) return false;
      return true;
    case Kind::none: case Kind::boolean: case Kind::integer: case Kind::floating: case Kind::complex: case Kind::string:
    case Kind::bytes: return true;
  }
  return false;
}

std::string called_text(PyObject* error) {
  const SavedError saved;
  const Ref text = Ref::steal(PyObject_Str(error));
  if (!text) PyErr_Clear();
  std::string message = text ? text_of(text.get()) : "";
  if (message.size() > (1u << 20)) message.resize(1u << 20);
  return message;
}

// str(error): the interpreter's own code where the arguments are plain or the class has a __str__ of its own; else
// without calling the arguments' methods.
std::string message_of(PyObject* error, const Values& args) {
  const bool own = Py_TYPE(error)->tp_str != as_type(PyExc_BaseException)->tp_str;
  if (own || std::all_of(args.begin(), args.end(), is_plain)) return called_text(error);
  if (args.size() == 1) return spell(args.front());
  return spell(Tuple{args});
}

void attribute(Exception& out, const char* name, PyObject* value, const Look& look) {
  if (value) out.attributes.emplace_back(name, look(value));
}

// What the built-in classes keep in their C storage.
void stored_attributes(Exception& out, PyObject* error, const Look& look) {
  if (derives(error, PyExc_SyntaxError)) {
    auto* e = reinterpret_cast<PySyntaxErrorObject*>(error);
    attribute(out, "msg", e->msg, look);
    attribute(out, "lineno", e->lineno, look);
    attribute(out, "offset", e->offset, look);
    attribute(out, "text", e->text, look);
  } else if (derives(error, PyExc_OSError)) {
    auto* e = reinterpret_cast<PyOSErrorObject*>(error);
    attribute(out, "errno", e->myerrno, look);
    attribute(out, "strerror", e->strerror, look);
    attribute(out, "filename", e->filename, look);
  } else if (derives(error, PyExc_StopIteration)) {
    attribute(out, "value", reinterpret_cast<PyStopIterationObject*>(error)->value, look);
  } else if (derives(error, PyExc_SystemExit)) {
    attribute(out, "code", reinterpret_cast<PySystemExitObject*>(error)->code, look);
  } else if (derives(error, PyExc_ImportError)) {
    attribute(out, "name", reinterpret_cast<PyImportErrorObject*>(error)->name, look);
  }
}

void instance_attributes(Exception& out, PyObject* dict, const Look& look) {
  for (const auto& [key, value] : entries_of(dict)) {
    if (!PyUnicode_CheckExact(key)) continue;
    const std::string name = text_of(key);
    if (name == "__notes__" && PyList_Check(value)) {
      for (Py_ssize_t i = 0; i < PyList_GET_SIZE(value); ++i) out.notes.push_back(text_of(PyList_GET_ITEM(value, i)));
    } else {
      out.attributes.emplace_back(name, look(value));
    }
  }
}

// The dict of an instance without running its __getattribute__; null when it has none.
Ref dict_of(PyObject* object) {
  const SavedError saved;
  PyObject* dict = Py_TYPE(object)->tp_dictoffset ? PyObject_GenericGetDict(object, nullptr) : nullptr;
  if (!dict) PyErr_Clear();
  return Ref::steal(dict);
}

using Attributes = std::vector<std::pair<std::string, Value>>;

void slot_attributes(PyObject* object, const Look& look, Attributes& out) {
  PyObject* mro = Py_TYPE(object)->tp_mro;
  for (Py_ssize_t i = PyTuple_GET_SIZE(mro) - 1; i >= 0; --i) {
    auto* type = as_type(PyTuple_GET_ITEM(mro, i));
    if (!(type->tp_flags & Py_TPFLAGS_HEAPTYPE)) continue;
    for (const auto& [key, value] : entries_of(type->tp_dict)) {
      if (!Py_IS_TYPE(value, &PyMemberDescr_Type)) continue;
      const PyMemberDef* member = reinterpret_cast<PyMemberDescrObject*>(value)->d_member;
      if (member->type != T_OBJECT_EX) continue;
      PyObject* held = *reinterpret_cast<PyObject**>(reinterpret_cast<char*>(object) + member->offset);
      if (held && out.size() < kShownAttributes) out.emplace_back(text_of(key), look(held));
    }
  }
}

Attributes attributes_of(PyObject* object, const Look& look) {
  Attributes out;
  slot_attributes(object, look, out);
  const Ref dict = dict_of(object);
  if (!dict || !PyDict_Check(dict.get())) return out;
  for (const auto& [key, value] : entries_of(dict.get())) {
    if (out.size() >= kShownAttributes) break;
    if (PyUnicode_CheckExact(key)) out.emplace_back(text_of(key), look(value));
  }
  return out;
}

std::string joined(const Attributes& attributes) {
  std::string text;
  for (const auto& [name, value] : attributes) {
    if (!text.empty()) text += ", ";
    text += name + "=" + spell(value, Spelling::python, 80);
    if (text.size() > kShownText) return text + ", …";
  }
  return text;
}

bool has_own(PyTypeObject* type, const char* name) {
  const Ref key = Ref::steal(PyUnicode_InternFromString(name));
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(type->tp_mro); ++i) {
    auto* base = as_type(PyTuple_GET_ITEM(type->tp_mro, i));
    if (base->tp_dict && (base->tp_flags & Py_TPFLAGS_HEAPTYPE) && PyDict_GetItem(base->tp_dict, key.get())) return true;
  }
  return false;
}

std::string named(const char* what, PyObject* name) { return std::string("<") + what + " " + text_of(name) + ">"; }

// Types of the interpreter whose repr shows nothing but numbers and text.
bool prints_itself(PyTypeObject* type) {
  static const char* const kSafe[] = {"datetime.datetime", "datetime.date", "datetime.time", "datetime.timedelta",
                                      "decimal.Decimal", "uuid.UUID", "NotImplementedType", "ellipsis"};
  if (type == &PyRange_Type) return true;
  if (type->tp_flags & Py_TPFLAGS_HEAPTYPE) return false;
  return std::any_of(std::begin(kSafe), std::end(kSafe),
                     [type](const char* name) { return std::strcmp(type->tp_name, name) == 0; });
}

}  // namespace

std::vector<std::pair<PyObject*, PyObject*>> entries_of(PyObject* dict) {
  std::vector<std::pair<PyObject*, PyObject*>> out;
  Py_ssize_t position = 0;
  PyObject *key = nullptr, *value = nullptr;
  while (PyDict_Next(dict, &position, &key, &value)) out.emplace_back(key, value);
  if (!PyODict_Check(dict) || out.size() < 2) return out;
  const SavedError saved;
  const Ref keys = Ref::steal(PyODict_Type.tp_iter(dict));
  std::unordered_map<PyObject*, std::size_t> order;
  while (keys) {
    const Ref next = Ref::steal(Py_TYPE(keys.get())->tp_iternext(keys.get()));
    if (!next) break;
    order.emplace(next.get(), order.size());
  }
  PyErr_Clear();
  if (order.size() != out.size()) return out;
  std::stable_sort(out.begin(), out.end(),
                   [&order](const auto& a, const auto& b) { return order[a.first] < order[b.first]; });
  return out;
}

Value observe_error(PyObject* error, const Look& look) {
  Exception out;
  PyObject* mro = Py_TYPE(error)->tp_mro;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(mro); ++i) {
    auto* type = as_type(PyTuple_GET_ITEM(mro, i));
    if (type != &PyBaseObject_Type) out.types.push_back(type_name(type));
  }
  auto* base = reinterpret_cast<PyBaseExceptionObject*>(error);
  if (base->args && PyTuple_Check(base->args))
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(base->args); ++i) out.args.push_back(look(PyTuple_GET_ITEM(base->args, i)));
  out.message = message_of(error, out.args);
  out.suppress_context = base->suppress_context != 0;
  if (base->cause) out.cause.push_back(look(base->cause));
  if (base->context && !base->suppress_context) out.context.push_back(look(base->context));
  if (derives(error, PyExc_BaseExceptionGroup)) {
    PyObject* members = reinterpret_cast<PyBaseExceptionGroupObject*>(error)->excs;
    for (Py_ssize_t i = 0; members && i < PyTuple_GET_SIZE(members); ++i)
      out.members.push_back(look(PyTuple_GET_ITEM(members, i)));
  }
  stored_attributes(out, error, look);
  if (base->dict) instance_attributes(out, base->dict, look);
  return out;
}

std::string describe(PyObject* object, const Look& look) {
  PyTypeObject* type = Py_TYPE(object);
  const std::string name = type_name(type);
  if (type == &PyFunction_Type) return named("function", reinterpret_cast<PyFunctionObject*>(object)->func_qualname);
  if (type == &PyGen_Type) return named("generator", reinterpret_cast<PyGenObject*>(object)->gi_qualname);
  if (type == &PyCoro_Type) return named("coroutine", reinterpret_cast<PyCoroObject*>(object)->cr_qualname);
  if (type == &PyAsyncGen_Type) return named("async generator", reinterpret_cast<PyAsyncGenObject*>(object)->ag_qualname);
  if (PyType_Check(object)) return "<class '" + type_name(as_type(object)) + "'>";
  if (type == &PyModule_Type) return "<module>";
  if (prints_itself(type)) {
    const SavedError saved;
    const Ref text = Ref::steal(PyObject_Repr(object));
    if (!text) PyErr_Clear();
    if (text) return text_of(text.get()).substr(0, 2000);
  }
  const Attributes attributes = attributes_of(object, look);
  if (has_own(type, "__dataclass_fields__")) return name + "(" + joined(attributes) + ")";
  for (const auto& [key, value] : attributes)
    if (key == "_name_" && has_own(type, "_member_map_") && value.get<Str>()) return name + "." + value.get<Str>()->text;
  if (attributes.empty()) return "<" + name + " object>";
  return "<" + name + " " + joined(attributes) + ">";
}

}  // namespace kata::python
