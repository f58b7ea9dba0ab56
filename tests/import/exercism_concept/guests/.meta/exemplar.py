def seated(names, seats):
    return [seat for seat in seats if seat in names]
