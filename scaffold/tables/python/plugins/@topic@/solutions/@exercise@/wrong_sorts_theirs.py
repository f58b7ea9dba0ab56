# wrong: sorts the list that belongs to the caller; rejected by: KeepsTheReadings
def swing(readings):
    row = readings if isinstance(readings, list) else list(readings)
    row.sort()
    return row[-1] - row[0] if row else 0
