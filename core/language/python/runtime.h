// The part of the runtime that is written in Python (box/*.py, compiled at build time and embedded), and the module of C
// functions that it is built on. Neither is in sys.modules: the learner's code doesn't come across them by chance.
#pragma once

#include <cstdint>

#include "kata/value.h"
#include "language/python/ref.h"

namespace kata::python {

// Makes the C functions, the exceptions, and what box/guards.py replaces before any other module is imported.
bool prepare_runtime();

// A function of box/<module>.py, which runs when it is first asked for. New reference; null with an exception set.
PyObject* runtime_function(const char* module, const char* name);

struct LoopFacts {
  std::int64_t tasks_left = 0;
};
LoopFacts& loop_facts();

// What the last observe(x) of a probe saw.
Value& observed();

// The source text of box/syntax.py, for an interpreter of its own.
const char* syntax_program();

}  // namespace kata::python
