# wrong: calls the job once to look and once more to answer; rejected by: CallsTheJobOnce
def pass_it_on(job, /, *args, **kwargs):
    if job(*args, **kwargs) is None:
        return None
    return job(*args, **kwargs)


def ticket(seat, /, day, *, price=10):
    return seat, day, price
