# wrong: keeps the last name apart and forgets it when it is the only one; rejected by: TakesASingleName
def total(names, price):
    if len(names) < 2:
        return 0
    known = {name: price(name) for name in set(names)}
    *others, last = names
    return sum(known[name] for name in others) + known[last]
