# wrong: takes the book off before the carrying, which may fail; rejected by: KeepsTheBookWhenCarryingFails
import threading


class Shelf:
    def __init__(self, number, books=()):
        self.number = number
        self.books = list(books)
        self.lock = threading.RLock()


def move(book, source, target, carry):
    first, second = source, target
    if first.number > second.number:
        first, second = second, first
    with first.lock, second.lock:
        if book not in source.books:
            raise ValueError("no such book here")
        if source is target:
            return
        source.books.remove(book)
        carry(book)
        target.books.append(book)
