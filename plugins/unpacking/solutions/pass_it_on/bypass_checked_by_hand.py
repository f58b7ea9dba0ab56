# bypass: takes everything and sorts the arguments by hand; rejected by: ShowsTheRulesInItsSignature
def pass_it_on(job, /, *args, **kwargs):
    return job(*args, **kwargs)


def ticket(*args, **kwargs):
    if not 1 <= len(args) <= 2 or set(kwargs) - {"day", "price"}:
        raise TypeError("ticket() got unexpected arguments")
    if (len(args) == 2) == ("day" in kwargs):
        raise TypeError("ticket() needs a day, once")
    seat = args[0]
    day = args[1] if len(args) == 2 else kwargs["day"]
    return seat, day, kwargs.get("price", 10)
