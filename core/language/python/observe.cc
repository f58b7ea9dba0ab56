#include "language/python/observe.h"

#include <algorithm>
#include <unordered_map>

#include "base/utf8.h"
#include "language/python/observe_object.h"

namespace kata::python {
namespace {

constexpr int kDepth = 90;               // a value below this costs at most two levels on the wire
constexpr std::size_t kItems = 200'000;  // values in one observation
constexpr std::size_t kBytes = 8u << 20;

struct Handles {
  std::unordered_map<PyObject*, std::uint64_t> of;
  std::unordered_map<std::uint64_t, Ref> objects;
  std::uint64_t next = 1;
};

Handles& handles() {
  static Handles all;
  return all;
}

std::uint64_t handle_of(PyObject* object) {
  auto& all = handles();
  const auto [place, fresh] = all.of.try_emplace(object, all.next);
  if (fresh) all.objects.emplace(all.next++, Ref::borrow(object));
  return place->second;
}

PyTypeObject* deque_type = nullptr;

// One observation: what it may still take, and which containers it is inside of.
class Observer {
 public:
  Value look(PyObject* object) {
    if (items_ == 0) return cut(object, "too many values");
    --items_;
    PyTypeObject* type = Py_TYPE(object);
    if (object == Py_None) return None{};
    if (type == &PyBool_Type) return Value(object == Py_True);
    if (const auto base = base_of(type)) {
      Value value = (this->*base)(object);
      if (is_exact(type) || value.kind() == Kind::object) return value;
      return Subclass{type_name(type), {std::move(value)}};
    }
    if (PyType_IsSubtype(type, reinterpret_cast<PyTypeObject*>(PyExc_BaseException))) return exception(object);
    if (type == deque_type) return as_list(object, "deque");
    if (type == &PyDictKeys_Type || type == &PyDictValues_Type || type == &PyDictItems_Type) return view(object);
    return plain_object(object);
  }

  Value exception(PyObject* object) {
    const Inside inside(*this, object);
    if (!inside) return cut(object, inside.why());
    return observe_error(object, [this](PyObject* part) { return look(part); });
  }

 private:
  using Reader = Value (Observer::*)(PyObject*);

  // Keeps the path from the root, so that cycles and too deep values are seen.
  class Inside {
   public:
    Inside(Observer& owner, PyObject* object) : owner_(owner) {
      if (owner.path_.size() >= kDepth) {
        why_ = "nested too deeply";
      } else if (std::find(owner.path_.begin(), owner.path_.end(), object) != owner.path_.end()) {
        why_ = "contains itself";
      } else {
        owner.path_.push_back(object);
      }
    }
    ~Inside() {
      if (!why_) owner_.path_.pop_back();
    }
    explicit operator bool() const { return !why_; }
    const char* why() const { return why_; }

   private:
    Observer& owner_;
    const char* why_ = nullptr;
  };

  static bool is_exact(PyTypeObject* type) {
    return type == &PyLong_Type || type == &PyUnicode_Type || type == &PyFloat_Type || type == &PyList_Type ||
           type == &PyTuple_Type || type == &PyDict_Type || type == &PySet_Type || type == &PyFrozenSet_Type ||
           type == &PyBytes_Type || type == &PyComplex_Type;
  }

  static Reader base_of(PyTypeObject* type) {
    if (PyType_FastSubclass(type, Py_TPFLAGS_LONG_SUBCLASS)) return &Observer::integer;
    if (PyType_FastSubclass(type, Py_TPFLAGS_UNICODE_SUBCLASS)) return &Observer::string;
    if (PyType_FastSubclass(type, Py_TPFLAGS_LIST_SUBCLASS)) return &Observer::list;
    if (PyType_FastSubclass(type, Py_TPFLAGS_TUPLE_SUBCLASS)) return &Observer::tuple;
    if (PyType_FastSubclass(type, Py_TPFLAGS_DICT_SUBCLASS)) return &Observer::dict;
    if (PyType_FastSubclass(type, Py_TPFLAGS_BYTES_SUBCLASS)) return &Observer::byte_string;
    if (PyType_IsSubtype(type, &PyFloat_Type)) return &Observer::floating;
    if (PyType_IsSubtype(type, &PySet_Type)) return &Observer::set;
    if (PyType_IsSubtype(type, &PyFrozenSet_Type)) return &Observer::frozenset;
    if (PyType_IsSubtype(type, &PyComplex_Type)) return &Observer::complex;
    if (PyType_IsSubtype(type, &PyByteArray_Type)) return &Observer::byte_array;
    return nullptr;
  }

  Value cut(PyObject* object, const std::string& why) {
    const std::string type = type_name(Py_TYPE(object));
    return Object{type, "<" + type + ", " + why + ">", 0};
  }

  bool take(std::size_t bytes) {
    if (bytes > bytes_) return false;
    bytes_ -= bytes;
    return true;
  }

  Value integer(PyObject* object) {
    int overflow = 0;
    const long long small = PyLong_AsLongLongAndOverflow(object, &overflow);
    if (!overflow) return Value(static_cast<std::int64_t>(small));
    const std::size_t size = _PyLong_NumBits(object) / 8 + 1;
    if (!take(size)) return cut(object, "of " + std::to_string(_PyLong_NumBits(object)) + " bits");
    Integer number;
    number.negative = _PyLong_Sign(object) < 0;
    // The bytes of the absolute value: two's complement of the negation would need a second number.
    auto* absolute = reinterpret_cast<PyLongObject*>(_PyLong_Copy(reinterpret_cast<PyLongObject*>(object)));
    if (!absolute) {
      PyErr_Clear();
      return cut(object, "out of memory");
    }
    Py_SET_SIZE(absolute, std::abs(Py_SIZE(absolute)));
    number.magnitude.resize(size);
    _PyLong_AsByteArray(absolute, reinterpret_cast<unsigned char*>(number.magnitude.data()), size, 0, 0);
    Py_DECREF(absolute);
    number.magnitude.erase(0, number.magnitude.find_first_not_of('\0'));
    return number;
  }

  Value floating(PyObject* object) { return Value(PyFloat_AS_DOUBLE(object)); }
  Value complex(PyObject* object) {
    const Py_complex number = reinterpret_cast<PyComplexObject*>(object)->cval;
    return Complex{number.real, number.imag};
  }

  Value string(PyObject* object) {
    const auto length = static_cast<std::size_t>(PyUnicode_GET_LENGTH(object));
    if (!take(length)) return cut(object, "of " + std::to_string(length) + " characters");
    return Str{text_of(object)};
  }

  Value byte_string(PyObject* object) {
    const auto length = static_cast<std::size_t>(PyBytes_GET_SIZE(object));
    if (!take(length)) return cut(object, "of " + std::to_string(length) + " bytes");
    return Bytes{std::string(PyBytes_AS_STRING(object), length)};
  }

  Value byte_array(PyObject* object) {
    const auto length = static_cast<std::size_t>(PyByteArray_GET_SIZE(object));
    if (!take(length)) return cut(object, "of " + std::to_string(length) + " bytes");
    return Bytes{std::string(PyByteArray_AS_STRING(object), length)};
  }

  // `count` items of a container, or what stands for it when they are too many.
  template <class Container, class Read> Value collect(PyObject* object, Py_ssize_t count, const Read& read) {
    const Inside inside(*this, object);
    if (!inside) return cut(object, inside.why());
    if (static_cast<std::size_t>(count) > items_) return cut(object, "of " + std::to_string(count) + " items");
    Container out;
    read(out.items);
    return out;
  }

  Value list(PyObject* object) {
    return collect<List>(object, PyList_GET_SIZE(object), [&](Values& out) {
      out.reserve(static_cast<std::size_t>(PyList_GET_SIZE(object)));
      for (Py_ssize_t i = 0; i < PyList_GET_SIZE(object); ++i) out.push_back(look(PyList_GET_ITEM(object, i)));
    });
  }

  Value tuple(PyObject* object) {
    return collect<Tuple>(object, PyTuple_GET_SIZE(object), [&](Values& out) {
      out.reserve(static_cast<std::size_t>(PyTuple_GET_SIZE(object)));
      for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(object); ++i) out.push_back(look(PyTuple_GET_ITEM(object, i)));
    });
  }

  void members(PyObject* object, Values& out) {
    Py_ssize_t position = 0;
    PyObject* key = nullptr;
    Py_hash_t hash = 0;
    while (_PySet_NextEntry(object, &position, &key, &hash)) out.push_back(look(key));
  }
  Value set(PyObject* object) {
    return collect<Set>(object, PySet_GET_SIZE(object), [&](Values& out) { members(object, out); });
  }
  Value frozenset(PyObject* object) {
    return collect<Frozenset>(object, PySet_GET_SIZE(object), [&](Values& out) { members(object, out); });
  }

  Value dict(PyObject* object) {
    return collect<Dict>(object, PyDict_GET_SIZE(object), [&](auto& out) {
      out.reserve(static_cast<std::size_t>(PyDict_GET_SIZE(object)));
      for (const auto& [key, value] : entries_of(object)) {
        Value shown = look(key);  // before the value: the order of evaluation inside a call is not ours
        out.emplace_back(std::move(shown), look(value));
      }
    });
  }

  Value as_list(PyObject* object, const char* name) {
    Values items;
    const Ref copy = Ref::steal(PySequence_List(object));  // a deque's own C iterator
    if (!copy) {
      PyErr_Clear();
      return cut(object, "unreadable");
    }
    const Inside inside(*this, object);
    if (!inside) return cut(object, inside.why());
    items.push_back(list(copy.get()));
    return Subclass{name, std::move(items)};
  }

  Value view(PyObject* object) {
    const std::string name = type_name(Py_TYPE(object));
    auto* dict = reinterpret_cast<PyObject*>(reinterpret_cast<_PyDictViewObject*>(object)->dv_dict);
    Value items = collect<List>(object, PyDict_GET_SIZE(dict), [&](Values& out) {
      for (const auto& [key, value] : entries_of(dict)) {
        if (Py_TYPE(object) == &PyDictKeys_Type) out.push_back(look(key));
        if (Py_TYPE(object) == &PyDictValues_Type) out.push_back(look(value));
        if (Py_TYPE(object) != &PyDictItems_Type) continue;
        Value shown = look(key);
        out.push_back(Tuple{{std::move(shown), look(value)}});
      }
    });
    if (items.kind() == Kind::object) return items;
    return Subclass{name, {std::move(items)}};
  }

  Value plain_object(PyObject* object) {
    const Inside inside(*this, object);
    if (!inside) return cut(object, inside.why());
    std::string repr = describe(object, [this](PyObject* part) { return look(part); });
    return Object{type_name(Py_TYPE(object)), std::move(repr), handle_of(object)};
  }

  std::vector<PyObject*> path_;
  std::size_t items_ = kItems;
  std::size_t bytes_ = kBytes;
};

}  // namespace

std::string text_of(PyObject* object) {
  std::string out;
  if (!object || !PyUnicode_Check(object)) return out;
  const Py_ssize_t length = PyUnicode_GET_LENGTH(object);
  const int kind = PyUnicode_KIND(object);
  const void* data = PyUnicode_DATA(object);
  if (PyUnicode_IS_ASCII(object)) return std::string(static_cast<const char*>(data), static_cast<std::size_t>(length));
  out.reserve(static_cast<std::size_t>(length) * 2);
  for (Py_ssize_t i = 0; i < length; ++i) append_utf8(out, PyUnicode_READ(kind, data, i));
  return out;
}

PyObject* new_text(const std::string& text) {
  return PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "surrogatepass");
}

bool prepare_observing() {
  const Ref collections = Ref::steal(PyImport_ImportModule("_collections"));
  if (!collections) return false;
  deque_type = reinterpret_cast<PyTypeObject*>(PyObject_GetAttrString(collections.get(), "deque"));
  return deque_type != nullptr;
}

Value observe(PyObject* object) { return Observer().look(object); }
Value observe_exception(PyObject* error) { return Observer().exception(error); }

PyObject* object_of(std::uint64_t handle) {
  const auto place = handles().objects.find(handle);
  return place == handles().objects.end() ? nullptr : place->second.get();
}

std::string type_name(PyTypeObject* type) {
  if (type->tp_flags & Py_TPFLAGS_HEAPTYPE) return text_of(reinterpret_cast<PyHeapTypeObject*>(type)->ht_name);
  const std::string name = type->tp_name;
  return name.substr(name.rfind('.') + 1);
}

}  // namespace kata::python
