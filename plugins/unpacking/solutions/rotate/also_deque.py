# also: lets a double-ended queue turn by one
from collections import deque


def rotate(items):
    queue = deque(items)
    queue.rotate(-1)
    return list(queue)
