# bypass: counts positions in the caller's items; rejected by: TakesAStreamThatIsReadOnce
def swap_ends(items):
    result = []
    for index in range(len(items)):
        if index == 0:
            result.append(items[-1])
        elif index == len(items) - 1:
            result.append(items[0])
        else:
            result.append(items[index])
    return result
