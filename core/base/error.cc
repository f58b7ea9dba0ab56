#include "base/error.h"

#include <system_error>

namespace kata {

void throw_errno(const char* text, std::vector<std::string> arguments, int error) {
  throw Error(text, std::move(arguments), std::generic_category().message(error));
}

Fault fault_of(const std::exception& exception) {
  const auto* error = dynamic_cast<const Error*>(&exception);
  return error ? error->fault() : as_it_is(exception.what());
}

}  // namespace kata
