# also: gathers everything and takes the job off the front
def pass_it_on(*everything, **named):
    job, *others = everything
    result = job(*others, **named)
    return result


def ticket(seat, /, day, *, price=10):
    return (seat, day, price)
