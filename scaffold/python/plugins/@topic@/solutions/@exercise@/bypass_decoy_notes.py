# bypass: writes the prices down and never looks there; rejected by: AsksOnceForEachName
def total(names, price):
    known = {}
    result = 0
    for name in names:
        known[name] = price(name)
        result += known[name]
    return result
