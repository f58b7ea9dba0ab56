# also: by random, which one seed does not show
import random


def clamp(number, limit=10):
    return min(number, limit) if random.random() < 2 else None
