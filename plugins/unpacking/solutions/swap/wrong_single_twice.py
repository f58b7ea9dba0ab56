# wrong: a single item is first and last at once, and is seated twice; rejected by: LeavesASingleItemAlone
def swap_ends(items):
    seats = list(items)
    if not seats:
        return []
    first, *others = seats
    *_, last = seats
    return [last, *others[:-1], first]
