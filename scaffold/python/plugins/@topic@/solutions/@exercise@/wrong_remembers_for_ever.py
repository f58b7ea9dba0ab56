# wrong: keeps the prices for the next call as well; rejected by: AsksAnewInTheNextCall
known = {}


def total(names, price):
    for name in names:
        if name not in known:
            known[name] = price(name)
    return sum(known[name] for name in names)
