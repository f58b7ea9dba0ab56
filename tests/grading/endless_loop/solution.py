def forever():
    count = 0
    while True: count += 1


def rotate(items):
    return forever()
