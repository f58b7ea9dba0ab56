#include "base/error.h"

#include <system_error>

namespace kata {

void throw_errno(const std::string& what, int error) {
  throw Error(what + ": " + std::generic_category().message(error));
}

}  // namespace kata
