# bypass: goes through the readings twice; rejected by: ReadsAStreamOnce
def swing(readings):
    if not readings:
        return 0
    return max(readings) - min(readings)
