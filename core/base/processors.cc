#include "base/processors.h"

#include <sched.h>

namespace kata {

std::vector<int> processors() {
  cpu_set_t set;
  CPU_ZERO(&set);
  std::vector<int> out;
  if (::sched_getaffinity(0, sizeof set, &set) != 0) return out;
  for (int one = 0; one < CPU_SETSIZE; ++one) {
    if (CPU_ISSET(one, &set)) out.push_back(one);
  }
  return out;
}

void keep_to(int processor, pid_t process) {
  if (processor < 0 || processor >= CPU_SETSIZE) return;
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(processor, &set);
  (void)!::sched_setaffinity(process, sizeof set, &set);
}

}  // namespace kata
