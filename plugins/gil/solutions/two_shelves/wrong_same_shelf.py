# wrong: takes one shelf's lock twice when both are the same; rejected by: MovesOntoTheSameShelf
import threading


class Shelf:
    def __init__(self, number, books=()):
        self.number = number
        self.books = list(books)
        self.lock = threading.Lock()


def move(book, source, target, carry):
    low = min(source, target, key=lambda shelf: shelf.number)
    high = target if low is source else source
    with low.lock:
        with high.lock:
            if book not in source.books:
                raise ValueError("no such book here")
            if source is not target:
                carry(book)
                source.books.remove(book)
                target.books.append(book)
