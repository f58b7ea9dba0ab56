// Which processors a process may run on.
#pragma once

#include <sys/types.h>

#include <vector>

namespace kata {

// Those of this process, rising; empty where the kernel doesn't say.
std::vector<int> processors();

// From now on `process` (0: this one), and what it starts, runs on this one only. A wish: whoever may not is left where it is.
void keep_to(int processor, pid_t process = 0);

}  // namespace kata
