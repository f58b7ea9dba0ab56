# reference
def swap_ends(items):
    items = list(items)
    if len(items) < 2:
        return items
    first, *middle, last = items
    return [last, *middle, first]
