# also: sorts what came and looks at both ends
def swing(readings):
    row = sorted(readings)
    return row[-1] - row[0] if row else 0
