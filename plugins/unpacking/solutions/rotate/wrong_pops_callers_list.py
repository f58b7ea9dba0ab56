# wrong: pops from the caller's own list; rejected by: LeavesTheInputAlone
def rotate(items):
    if not isinstance(items, list):
        items = list(items)
    if items:
        items.append(items.pop(0))
    return items
