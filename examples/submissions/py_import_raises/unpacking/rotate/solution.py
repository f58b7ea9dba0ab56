ratio = 1 / 0


def rotate(items):
    return list(items)
