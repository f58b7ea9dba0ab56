def leap_days(first, last):
    return sum(year % 4 == 0 for year in range(first, last))
