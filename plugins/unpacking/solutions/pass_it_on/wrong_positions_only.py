# wrong: forgets that a call may have keywords; rejected by: PassesKeywordArguments
def pass_it_on(job, *args):
    result = job(*args)
    return result


def ticket(seat, /, day, *, price=10):
    return seat, day, price
