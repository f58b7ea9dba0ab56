def seated(names, seats):
    return sorted(names)
