# bypass: asks for every name anew; rejected by: AsksOnceForEachName
def total(names, price):
    return sum(price(name) for name in names)
