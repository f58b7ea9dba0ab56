# bypass: the work is there and not used; rejected by: IsNoBuiltin
def _size(number):
    return number if number > 0 else -number


size = abs
