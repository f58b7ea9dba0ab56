# also: takes both ends off a double-ended queue
from collections import deque


def swap_ends(items):
    bench = deque(items)
    if len(bench) > 1:
        first, last = bench.popleft(), bench.pop()
        bench.appendleft(last)
        bench.append(first)
    return list(bench)
