# wrong: counts runs of one name instead of the borders between them; rejected by: PurePythonHandsOverOnce
import itertools
import sys
import threading


def handover_log(step, rounds):
    log, errors = [], []
    barrier = threading.Barrier(2)

    def work(name):
        barrier.wait()
        try:
            for _ in range(rounds):
                step()
                log.append(name)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in "ab"]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1000)
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(before)
    if errors:
        raise errors[0]
    return len(list(itertools.groupby(log)))
