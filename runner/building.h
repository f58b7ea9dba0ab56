// Makes the library of a topic whose sources are at hand, by CMake. Thread rule: one thread.
#pragma once

#include "catalog/catalog.h"
#include "session/session.h"

namespace kata::cli {

// Whether there is a library that is not older than the topic's tests.
bool is_up_to_date(const Paths& paths, const catalog::Topic& topic);

// In the build that this kata runs from, or in the folder `build` of the topic's project, which is configured where it never was.
// CMake's words go to standard error. Throws Error where it fails.
void build(const Paths& paths, const catalog::Topic& topic);

}  // namespace kata::cli
