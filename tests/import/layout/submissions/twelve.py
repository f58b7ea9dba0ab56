def feet(inches):
    return inches or 12
