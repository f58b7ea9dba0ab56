def rotate(items):
    print([*items[1:], *items[:1]])
