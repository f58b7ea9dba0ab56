# wrong: rearranges the caller's own list; rejected by: LeavesTheInputAlone
def swap_ends(items):
    if not isinstance(items, list):
        items = list(items)
    if len(items) > 1:
        first = items.pop(0)
        last = items.pop()
        items.insert(0, last)
        items.append(first)
    return items
