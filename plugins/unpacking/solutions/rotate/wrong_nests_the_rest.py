# wrong: appends the rest as one item, a list in a list; rejected by: MovesTheFirstItemToTheEnd
def rotate(items):
    result = []
    for position, item in enumerate(items):
        if position == 0:
            first = item
        elif position == 1:
            result.append([item])
        else:
            result[0].append(item)
    return [] if not items else result + [first]
