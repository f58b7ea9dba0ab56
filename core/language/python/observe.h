// What a Python object is, as a Value. Reads storage through C slots: no learner code runs, whatever a subclass says of
// itself. The one exception is an exception's own __str__, which is its message. Bounded in depth, items and bytes: what
// goes beyond becomes an Object that says so, and so does a value that contains itself.
#pragma once

#include <cstdint>
#include <string>

#include "kata/value.h"
#include "language/python/ref.h"

namespace kata::python {

Value observe(PyObject* object);
Value observe_exception(PyObject* error);

// The object behind Object::handle, borrowed; null if there is none. The same object always has the same handle.
PyObject* object_of(std::uint64_t handle);

// "Point" of "shop.models.Point".
std::string type_name(PyTypeObject* type);

// Finds the types that are not builtins once, before any learner code (and before the fork).
bool prepare_observing();

}  // namespace kata::python
