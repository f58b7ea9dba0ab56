# bypass: two threads are made and end at once; the caller does the work; rejected by: WorksInTwoThreadsOfItsOwn
import sys
import threading


def handover_log(step, rounds):
    threads = [threading.Thread(target=lambda: None) for _ in "ab"]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1000)
    log, error = [], None
    try:
        for thread in threads:
            thread.start()
            thread.join()
        for name in "ab":
            try:
                for _ in range(rounds):
                    step()
                    log.append(name)
            except Exception as caught:
                error = caught
    finally:
        sys.setswitchinterval(before)
    if error:
        raise error
    return sum(left != right for left, right in zip(log, log[1:]))
