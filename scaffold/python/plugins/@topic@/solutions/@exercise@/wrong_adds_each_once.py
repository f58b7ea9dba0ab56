# wrong: takes "ask once" for "add once"; rejected by: CountsARepeatedNameEachTime
def total(names, price):
    return sum(price(name) for name in dict.fromkeys(names))
