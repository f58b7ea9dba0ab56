# wrong: puts the middle back as one item, a list in a list; rejected by: ExchangesFirstAndLast
def swap_ends(items):
    try:
        first, *middle, last = items
    except ValueError:
        return list(items)
    result = [last]
    result.append(middle)
    result.append(first)
    return result
