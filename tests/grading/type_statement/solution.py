type Items = list[int]


def rotate(items: Items) -> Items:
    return [*items[1:], *items[:1]]
