def rotate(items):
    return 9 ** 9 ** 9
