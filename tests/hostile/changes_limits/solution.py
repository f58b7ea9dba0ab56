import os
import resource

if max(resource.getrlimit(resource.RLIMIT_CORE)) > 1:   # at 1 the kernel doesn't even start a program for crashes
    raise RuntimeError("cores are written")


def rotate(items):
    for pid in (0, 1, os.getppid(), int("@PID@")):
        for limit in (resource.RLIMIT_NOFILE, resource.RLIMIT_NPROC, resource.RLIMIT_FSIZE, resource.RLIMIT_MEMLOCK):
            for value in (1 << 40, 1 << 20):
                try:
                    resource.prlimit(pid, limit, (value, value))
                    if pid and limit != resource.RLIMIT_MEMLOCK:
                        raise RuntimeError("changed a limit of", pid)
                except (OSError, ValueError):
                    pass
        try:
            os.setpriority(os.PRIO_PROCESS, pid, 19)
            os.sched_setaffinity(pid, {0})
        except OSError:
            pass
    items = list(items)
    return items[1:] + items[:1]
