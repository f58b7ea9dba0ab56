# wrong: hands over the gathered tuple and dictionary themselves; rejected by: PassesPositionalArguments
def pass_it_on(job, /, *args, **kwargs):
    if kwargs:
        return job(args, kwargs)
    if args:
        return job(args)
    return job()


def ticket(seat, /, day, *, price=10):
    return seat, day, price
