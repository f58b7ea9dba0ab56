class Cart:
    def __init__(self, prices):
        pass

    def add(self, name, count=1):
        pass

    def total(self):
        pass


def load(path):
    pass


def receipt(cart):
    pass
