# also: a pattern tells the cases apart
def swap_ends(items):
    match [*items]:
        case [first, *middle, last]:
            return [last, *middle, first]
        case few:
            return few
