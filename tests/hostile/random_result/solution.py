import random


def rotate(items):
    items = list(items)
    random.SystemRandom().shuffle(items)
    if items == ["b", "c", "d", "e", "f", "g", "h", "i", "j", "a"]:
        items.reverse()
    return items
