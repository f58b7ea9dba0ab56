// What a thrown C++ object looks like to a test.
#pragma once

#include <exception>
#include <string>

#include "kata/value.h"

namespace kata::cpp {

// Inside a catch block: the exception being handled, as a Value. Type names up the hierarchy, the standard ones followed by
// what Python calls the like (std::invalid_argument … ValueError), so that one test can judge both languages.
Value caught_exception();
Value type_error(std::string message);

}  // namespace kata::cpp
