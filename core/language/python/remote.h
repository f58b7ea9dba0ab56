// What a test passes in: functions are made here, everything else by box/remotes.py.
#pragma once

#include "kata/value.h"
#include "language/python/ref.h"

namespace kata::python {

// Once: the module that pickle finds them in, and a plain and a coroutine function to make the others like.
void prepare_remotes(PyObject* home, PyObject* plain, PyObject* coroutine);

// New reference; null with an exception set.
PyObject* new_remote(const Remote& remote);

}  // namespace kata::python
