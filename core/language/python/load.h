// The learner's module: found, compiled and run as `solution`.
#pragma once

#include <string>

#include "kata/value.h"
#include "language/python/ref.h"

namespace kata::python {

// The outcome; on success the module is in sys.modules.
Value load_module();

// Takes the place of a learner's module, until it is called with null.
void lend_module(PyObject* module);

// Borrowed; null before a load.
PyObject* learner_module();
// The file that was loaded.
const std::string& learner_file();

}  // namespace kata::python
