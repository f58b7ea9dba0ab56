# wrong: what was found once is given again; rejected by: LooksAtItsArgumentOnly
found = []


def size(number):
    found.append(number if number > 0 else -number)
    return found[0]
