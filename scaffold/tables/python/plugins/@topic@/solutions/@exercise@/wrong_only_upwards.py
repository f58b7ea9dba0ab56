# wrong: looks for the highest only behind the lowest; rejected by: Falls
def swing(readings):
    lowest, result = None, 0
    for reading in readings:
        lowest = reading if lowest is None else min(lowest, reading)
        result = max(result, reading - lowest)
    return result
