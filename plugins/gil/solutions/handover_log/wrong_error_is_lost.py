# wrong: an error in a thread is thought to reach the caller by itself; rejected by: PassesOnAnErrorOfTheStep
import sys
import threading


def handover_log(step, rounds):
    log = []
    barrier = threading.Barrier(2)

    def work(name):
        barrier.wait()
        for _ in range(rounds):
            step()
            log.append(name)

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
    return sum(left != right for left, right in zip(log, log[1:]))
