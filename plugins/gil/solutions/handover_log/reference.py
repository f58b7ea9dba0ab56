# reference
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier


def handover_log(step, rounds):
    log = []
    start = Barrier(2)

    def work(name):
        start.wait()
        for _ in range(rounds):
            step()
            log.append(name)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1000)
    try:
        with ThreadPoolExecutor(2) as threads:
            list(threads.map(work, "ab"))
    finally:
        sys.setswitchinterval(interval)
    return sum(left != right for left, right in zip(log, log[1:]))
