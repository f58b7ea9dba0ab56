# wrong: the sign is kept; rejected by: TurnsANegativeNumber
def size(number):
    return number + 0
