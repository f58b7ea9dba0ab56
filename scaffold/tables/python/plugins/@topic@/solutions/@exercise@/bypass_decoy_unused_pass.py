# bypass: keeps a single pass at hand and never makes it; rejected by: ReadsAStreamOnce
def both(readings):
    row = sorted(readings)
    return row[0], row[-1]


def swing(readings):
    return max(readings) - min(readings) if len(readings) else 0
