# reference
import threading


class Shelf:
    def __init__(self, number, books=()):
        self.number = number
        self.books = list(books)
        self.lock = threading.Lock()


def move(book, source, target, carry):
    if source is target:
        with source.lock:
            if book not in source.books:
                raise ValueError("no such book here")
        return
    first, second = sorted((source, target), key=lambda shelf: shelf.number)
    with first.lock, second.lock:
        if book not in source.books:
            raise ValueError("no such book here")
        carry(book)
        source.books.remove(book)
        target.books.append(book)
