def rotate(items):
    first, *rest = list(items) or [None]
    print([*rest, first])
