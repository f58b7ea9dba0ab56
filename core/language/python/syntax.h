// Facts of the learner's source text, found by an interpreter of its own that never runs it: see box/syntax.py.
#pragma once

#include <string>

#include "kata/value.h"

namespace kata::python {

Value syntax_outcome(const std::string& file);

}  // namespace kata::python
