# reference
def rotate(items):
    items = list(items)
    if not items:
        return items
    first, *rest = items
    return [*rest, first]
