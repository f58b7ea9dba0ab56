# bypass: one lock for the whole library; rejected by: DifferentShelvesDoNotWait
import threading

LIBRARY = threading.Lock()


class Shelf:
    def __init__(self, number, books=()):
        self.number = number
        self.books = list(books)


def move(book, source, target, carry):
    with LIBRARY:
        if book not in source.books:
            raise ValueError("no such book here")
        if source is not target:
            carry(book)
            source.books.remove(book)
            target.books.append(book)
