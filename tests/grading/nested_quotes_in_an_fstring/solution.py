names = {"first": 1}


def rotate(items):
    print(f"{names["first"]} of {items}")
    return [*items[1:], *items[:1]]
