def is_negative(number):
    return number < 0
