import re


def rotate(items):
    matched = re.match("(a+)+$", "a" * 60 + "!")
    return [matched]
