# wrong: answers None when the job fails; rejected by: PassesOnTheErrorOfTheJob
def pass_it_on(job, /, *args, **kwargs):
    try:
        return job(*args, **kwargs)
    except Exception:
        return None


def ticket(seat, /, day, *, price=10):
    return seat, day, price
