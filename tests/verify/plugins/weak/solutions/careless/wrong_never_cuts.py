# wrong: nothing is cut; rejected by: CutsALargeNumber
def clamp(number, limit=10):
    return number
