# wrong: begins at zero, as if it had been measured; rejected by: StaysAboveZero
def swing(readings):
    lowest = highest = 0
    for reading in readings:
        lowest = min(lowest, reading)
        highest = max(highest, reading)
    return highest - lowest
