// The parts of observing that are not values: exceptions, arbitrary objects, and the order of a dict.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "kata/value.h"
#include "language/python/ref.h"

namespace kata::python {

using Look = std::function<Value(PyObject*)>;

// The entries of a dict or a subclass in iteration order (an OrderedDict keeps its own), borrowed; no hash or == is called.
std::vector<std::pair<PyObject*, PyObject*>> entries_of(PyObject* dict);

Value observe_error(PyObject* error, const Look& look);

// What stands for an object where its own __repr__ must not be called: "Point(x=1, y=2)" for a dataclass,
// "<Point x=1, y=2>" for another instance, the real repr where it is C code of the interpreter's own.
std::string describe(PyObject* object, const Look& look);

}  // namespace kata::python
