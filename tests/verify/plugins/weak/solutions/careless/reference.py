# reference
def clamp(number, limit=10):
    if number > limit:
        return limit
    return number
