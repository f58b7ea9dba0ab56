import time


def rotate(items):
    time.sleep(3600)
    return list(items)
