def leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def leap_days(first, last):
    if first > last:
        raise ValueError("the first year comes first")
    return sum(map(leap, range(first, last)))
