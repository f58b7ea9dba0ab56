# wrong: turns the whole bench around; rejected by: KeepsTheMiddleInOrder
def swap_ends(items):
    bench = list(items)
    bench.reverse()
    return bench
