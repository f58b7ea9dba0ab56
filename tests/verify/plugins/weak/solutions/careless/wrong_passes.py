# wrong: not wrong at all; rejected by: KeepsASmallNumber
def clamp(number, limit=10):
    return sorted([number, limit])[0]
