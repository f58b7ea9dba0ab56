# reference
def swing(readings):
    lowest = highest = None
    for reading in readings:
        if lowest is None:
            lowest = highest = reading
        lowest = min(lowest, reading)
        highest = max(highest, reading)
    return 0 if lowest is None else highest - lowest
