def rotate(items):
    return list(items)
