// Exceptions as people read them.
#pragma once

#include <string>
#include <vector>

#include "report/spelling.h"

namespace kata::report {

// "IndexError: list index out of range", its notes and what caused it; safe to print, several lines.
std::string exception_text(const Value& exception);
// What the exception usually means and what to look at, in a sentence; "" for types nothing can be said of. `trace`
// tells input() and breakpoint() apart from other causes.
std::string exception_advice(const Value& exception, const std::vector<TraceLine>& trace);

}  // namespace kata::report
