# bypass: each shelf has a lock, but nobody holds one; rejected by: OneBookIsMovedOnce
import threading


class Shelf:
    def __init__(self, number, books=()):
        self.number = number
        self.books = list(books)
        self.lock = threading.Lock()


def move(book, source, target, carry):
    first, second = sorted((source, target), key=lambda shelf: shelf.number)
    locks = first.lock, second.lock
    if book not in source.books:
        raise ValueError("no such book here")
    if source is not target and not any(lock is None for lock in locks):
        carry(book)
        source.books.remove(book)
        target.books.append(book)
