# wrong: forgets that the wire may be silent; rejected by: IsNothingWithoutReadings
def swing(readings):
    row = list(readings)
    return max(row) - min(row)
