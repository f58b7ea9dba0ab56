# What multiprocessing makes when the module is loaded: one test must not see what another did to it.
import multiprocessing

counter = multiprocessing.Value("i", 0)
gate = multiprocessing.Semaphore(1)
first = True


def rotate(items):
    global first
    if first and (counter.value or not gate.acquire(block=False)):
        raise RuntimeError("another test was here")
    first = False
    counter.value += 1
    items = list(items)
    return items[1:] + items[:1]
