# reference
def total(names, price):
    known = {}
    for name in names:
        if name not in known:
            known[name] = price(name)
    return sum(known[name] for name in names)
