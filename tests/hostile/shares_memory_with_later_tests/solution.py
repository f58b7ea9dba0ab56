# Memory that was mapped when the module was loaded: what one test writes there no other may read.
import mmap

counter = mmap.mmap(-1, 4096)
first = True


def rotate(items):
    global first
    if first and counter[0]:
        raise RuntimeError("another test was here")
    first = False
    counter[0] = 1
    items = list(items)
    return items[1:] + items[:1]
