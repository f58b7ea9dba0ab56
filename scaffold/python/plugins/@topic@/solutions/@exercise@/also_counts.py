# also: counts the names first, then asks for each
from collections import Counter


def total(names, price):
    return sum(price(name) * count for name, count in Counter(names).items())
