# wrong: gives the highest price instead of the sum; rejected by: AddsThePrices
def total(names, price):
    return max((price(name) for name in set(names)), default=0)
