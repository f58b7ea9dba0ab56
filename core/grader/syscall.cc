#include <seccomp.h>

#include <cstdlib>

#include "grader/load.h"

namespace kata::grader {

std::string syscall_name(int number) {
  char* name = seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, number);
  std::string out = name ? name : "";
  std::free(name);
  return out;
}

}  // namespace kata::grader
