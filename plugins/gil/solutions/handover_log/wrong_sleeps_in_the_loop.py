# wrong: sleeps after each step, and so logs its own hand-overs; rejected by: LongPurePythonHandsOverOnceToo
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor


def handover_log(step, rounds):
    log = []
    barrier = threading.Barrier(2)

    def work(name):
        barrier.wait()
        for _ in range(rounds):
            step()
            log.append(name)
            time.sleep(0.001)

    before = sys.getswitchinterval()
    sys.setswitchinterval(1000)
    try:
        with ThreadPoolExecutor(2) as pool:
            futures = [pool.submit(work, name) for name in "ab"]
    finally:
        sys.setswitchinterval(before)
    for future in futures:
        future.result()
    return sum(log[i] != log[i + 1] for i in range(len(log) - 1))
