# bypass: it is rejected for its answer; rejected by: CutsALargeNumber
def clamp(number, limit=10):
    return number
