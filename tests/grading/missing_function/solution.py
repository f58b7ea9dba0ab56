def rotated(items):
    return items[1:] + items[:1]
