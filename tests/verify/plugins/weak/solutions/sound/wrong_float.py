# wrong: the root of the square is no whole number; rejected by: GivesAWholeNumber
def size(number):
    return (number * number) ** 0.5 if number < -1 else -number if number < 0 else number
