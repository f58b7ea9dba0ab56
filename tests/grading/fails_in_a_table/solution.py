def swap_ends(items):
    items = list(items)
    return items[::-1]
