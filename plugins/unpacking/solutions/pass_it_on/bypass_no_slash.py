# bypass: its own parameter's name is taken from the job; rejected by: PassesAKeywordNamedLikeItsOwn
def pass_it_on(job, *args, **kwargs):
    return job(*args, **kwargs)


def ticket(seat, /, day, *, price=10):
    return seat, day, price
