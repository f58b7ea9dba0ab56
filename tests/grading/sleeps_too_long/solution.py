import time


def rotate(items):
    time.sleep(1000)
