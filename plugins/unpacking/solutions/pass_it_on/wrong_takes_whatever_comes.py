# wrong: fills in what is missing, drops what is too much; rejected by: RefusesUnknownNames
def pass_it_on(job, /, *args, **kwargs):
    return job(*args, **kwargs)


def ticket(seat, *args, **kwargs):
    given = {"day": "today", "price": 10}
    given.update(zip(given, args))
    given.update(kwargs)
    return seat, given["day"], given["price"]
