def rotate(items):
    return rotate(items)
