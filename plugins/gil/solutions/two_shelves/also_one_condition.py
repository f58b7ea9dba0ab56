# also: busy flags under one condition, which nobody holds while carrying
import threading

CHANGED = threading.Condition()


class Shelf:
    def __init__(self, number, books=()):
        self.number = number
        self.books = list(books)
        self.busy = False


def move(book, source, target, carry):
    with CHANGED:
        CHANGED.wait_for(lambda: not (source.busy or target.busy))
        source.busy = target.busy = True
    try:
        if book not in source.books:
            raise ValueError("no such book here")
        if source is not target:
            carry(book)
            source.books.remove(book)
            target.books.append(book)
    finally:
        with CHANGED:
            source.busy = target.busy = False
            CHANGED.notify_all()
