// The one exception of the project: what went wrong, where, and what to do next, for an operator or an author.
// A learner's doing is never an Error; it is a verdict.
#pragma once

#include <cerrno>
#include <stdexcept>
#include <string>

namespace kata {

class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// An Error that ends in the text of `errno`: "cannot open katas/x: No such file or directory".
[[noreturn]] void throw_errno(const std::string& what, int error = errno);

}  // namespace kata
