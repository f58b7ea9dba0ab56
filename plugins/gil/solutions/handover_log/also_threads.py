# also: plain threads; an error is carried over by hand
import itertools
import sys
import threading


def handover_log(step, rounds):
    log, errors = [], []
    together = threading.Barrier(2)

    def work(name):
        together.wait()
        try:
            for _ in range(rounds):
                step()
                log.append(name)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in "ab"]
    before = sys.getswitchinterval()
    try:
        sys.setswitchinterval(5000)
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(before)
    if errors:
        raise errors[0]
    return max(0, len(list(itertools.groupby(log))) - 1)
