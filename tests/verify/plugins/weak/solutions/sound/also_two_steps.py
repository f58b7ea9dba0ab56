# also: an if statement
def size(number):
    if number < 0:
        number = -number
    return number
