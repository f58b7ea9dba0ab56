# wrong: compares the evening with the morning; rejected by: SwingsInTheMiddle
def swing(readings):
    row = list(readings)
    return abs(row[-1] - row[0]) if row else 0
