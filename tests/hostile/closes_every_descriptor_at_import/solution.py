import os

os.closerange(0, 64)


def rotate(items):
    items = list(items)
    return items[1:] + items[:1]
