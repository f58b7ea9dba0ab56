import json
import os


class Cart:
    def __init__(self, prices):
        self.prices = dict(prices)
        self.items = {}

    def add(self, name, count=1):
        if name not in self.prices:
            raise KeyError(name)
        self.items[name] = self.items.get(name, 0) + count

    def total(self):
        return sum(self.prices[name] * count for name, count in self.items.items())


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def receipt(cart):
    for name, count in cart.items.items():
        print(f"{count} {name}")
    print(os.environ.get("CART_CURRENCY", "EUR"), cart.total())
