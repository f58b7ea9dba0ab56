import threading


class Shelf:
    """A numbered shelf with a list of books."""

    def __init__(self, number, books=()):
        self.number = number
        self.books = list(books)


def move(book, source, target, carry):
    """Move a book between two shelves, safely for threads."""
