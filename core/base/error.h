// The one exception of the project: what went wrong, where, and what to do next, for an operator or an author.
// A learner's doing is never an Error; it is a verdict.
#pragma once

#include <cerrno>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/fault.h"

namespace kata {

class Error : public std::runtime_error {
 public:
  explicit Error(const Fault& fault) : std::runtime_error(words(fault)), fault_(fault) {}
  Error(const char* text, std::vector<std::string> arguments, std::string cause = "")
      : Error(Fault{.text = text, .arguments = std::move(arguments), .cause = std::move(cause)}) {}
  // In the user's language already, or in no language at all.
  explicit Error(const std::string& words) : Error(as_it_is(words)) {}

  const Fault& fault() const { return fault_; }

 private:
  Fault fault_;
};

// What the user asked for cannot be meant so, and nothing was done: said in the user's language.
class UsageError : public Error {
 public:
  using Error::Error;
};

// An Error whose cause is the text of `errno`: "cannot open katas/x: No such file or directory".
[[noreturn]] void throw_errno(const char* text, std::vector<std::string> arguments = {}, int error = errno);

// Of any exception that was caught.
Fault fault_of(const std::exception& exception);

}  // namespace kata
