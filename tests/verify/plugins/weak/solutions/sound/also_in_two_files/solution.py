# also: its sign is looked at elsewhere
from sign import is_negative


def size(number):
    return -number if is_negative(number) else number
