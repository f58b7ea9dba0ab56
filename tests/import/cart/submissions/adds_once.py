import json


class Cart:
    def __init__(self, prices):
        self.prices = prices
        self.items = set()

    def add(self, name, count=1):
        self.prices[name]
        self.items.add(name)

    def total(self):
        return sum(self.prices[name] for name in self.items)


def load(path):
    return json.loads(open(path, encoding="utf-8").read())


def receipt(cart):
    raise RuntimeError("no paper")
