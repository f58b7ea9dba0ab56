import threading


def count():
    number = 0
    while True: number += 1


def rotate(items):
    worker = threading.Thread(target=count)
    worker.start()
    worker.join()
