from helper import turned


def rotate(items):
    return turned(items)
