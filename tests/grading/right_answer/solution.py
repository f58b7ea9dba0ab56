def rotate(items):
    iterator = iter(items)
    for first in iterator:
        return [*iterator, first]
    return []
