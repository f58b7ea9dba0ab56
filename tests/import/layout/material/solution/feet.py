def feet(inches):
    return inches // 12
