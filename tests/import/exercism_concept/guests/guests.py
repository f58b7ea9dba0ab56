def seated(names, seats):
    pass
