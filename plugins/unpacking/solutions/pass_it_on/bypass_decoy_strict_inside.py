# bypass: a strict form stands there unused, the real one takes anything; rejected by: ShowsTheRulesInItsSignature
def pass_it_on(job, /, *args, **kwargs):
    return job(*args, **kwargs)


def strict_ticket(seat, /, day, *, price=10):
    return seat, day, price


def ticket(*args, **kwargs):
    names = ["seat", "day"][:len(args)]
    given = dict(zip(names, args))
    given.setdefault("price", 10)
    if len(args) > 2 or "seat" in kwargs or set(names) & set(kwargs):
        raise TypeError("not the way to call ticket()")
    given.update(kwargs)
    if set(given) != {"seat", "day", "price"}:
        raise TypeError("not the way to call ticket()")
    return given["seat"], given["day"], given["price"]
