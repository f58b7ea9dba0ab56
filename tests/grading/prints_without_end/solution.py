def rotate(items):
    while True:
        print("again")
