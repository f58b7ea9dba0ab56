# reference
def pass_it_on(job, /, *args, **kwargs):
    return job(*args, **kwargs)


def ticket(seat, /, day, *, price=10):
    return seat, day, price
