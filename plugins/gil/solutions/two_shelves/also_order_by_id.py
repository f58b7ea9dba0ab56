# also: reentrant locks, taken in the order of id()
from contextlib import ExitStack
from threading import RLock


class Shelf:
    def __init__(self, number, books=()):
        self.number = number
        self.books = [*books]
        self.lock = RLock()


def move(book, source, target, carry):
    with ExitStack() as locks:
        for shelf in sorted([source, target], key=id):
            locks.enter_context(shelf.lock)
        if source.books.count(book) == 0:
            raise ValueError("no such book here")
        if source is target:
            return
        carry(book)
        del source.books[source.books.index(book)]
        target.books.append(book)
