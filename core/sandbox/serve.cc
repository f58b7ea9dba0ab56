#include <cstdlib>

#include "sandbox/zygote.h"

namespace kata::sandbox {

[[noreturn]] void serve_zygote(int, char**, Language&) { std::_Exit(2); }

}  // namespace kata::sandbox
