import sys


def rotate(items):
    while True:
        sys.stdout.write("x" * 65536)
