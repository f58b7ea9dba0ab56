type = 3


def rotate(items:
    return type
