// Values as Python objects: the arguments of calls and the answers of Remotes.
#pragma once

#include "kata/value.h"
#include "language/python/ref.h"

namespace kata::python {

// New reference; null with an exception set when the value has no Python form (a handle that is gone) or memory is out.
PyObject* materialise(const Value& value);

// The exception that a grader's ["raised", exception, …] asks for: builtins, then the learner's module, then asyncio are
// searched for its first type name; an unknown name becomes a class of its own.
PyObject* materialise_exception(const Value& value);

}  // namespace kata::python
