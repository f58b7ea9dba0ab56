# wrong: locks the source first, whichever it is; rejected by: OppositeMovesFinish
import threading


class Shelf:
    def __init__(self, number, books=()):
        self.number = number
        self.books = list(books)
        self.lock = threading.RLock()


def move(book, source, target, carry):
    with source.lock:
        if book not in source.books:
            raise ValueError("no such book here")
        with target.lock:
            if source is not target:
                carry(book)
                source.books.remove(book)
                target.books.append(book)
