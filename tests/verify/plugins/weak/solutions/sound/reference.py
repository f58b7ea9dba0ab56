# reference
def size(number):
    return number if number > 0 else -number
