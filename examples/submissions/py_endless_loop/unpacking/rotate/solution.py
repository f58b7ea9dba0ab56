def rotate(items):
    while True:
        pass
