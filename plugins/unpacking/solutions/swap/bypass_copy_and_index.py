# bypass: copies the items and exchanges by index; rejected by: NeedsNoIndexes
def swap_ends(items):
    result = list(items)
    if result:
        result[0], result[-1] = result[-1], result[0]
    return result
