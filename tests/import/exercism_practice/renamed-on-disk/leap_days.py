def leap_days(first, last):
    pass
