// Tracebacks cut to the learner's own frames.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kata/value.h"
#include "language/python/ref.h"

namespace kata::python {

// Files below this folder are the learner's. Set once, before the module is loaded.
void set_submission_dir(const std::string& directory);

// [[file, line, function, text], …], outermost first; at most 30 from each end.
Value error_trace(PyObject* error);
Value stack_trace(PyThreadState* state);

// The line of one frame object; nullopt when it isn't the learner's.
std::optional<Value> frame_line(PyObject* frame);

// The function that the learner's innermost frame is in the middle of calling, as far as it is written in Python:
// "Future.result"; "" where it called C directly.
std::string called_by_learner(PyThreadState* state);

bool is_learner_code(PyCodeObject* code);

// By the name of its file, in UTF-8; and that name as people know it. Safe in a signal's handler.
bool is_learner_file(std::string_view file);
std::string_view without_submission_dir(std::string_view file);

}  // namespace kata::python
