# wrong: it forgets the limit; rejected by: CutsALargeNumber
def clamp(number, limit=10):
    return max(number, number)
