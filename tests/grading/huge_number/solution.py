def rotate(items):
    return [1 << 1_000_000]
