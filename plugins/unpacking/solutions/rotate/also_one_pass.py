# also: takes the first item off the stream, then the rest
def rotate(items):
    stream = iter(items)
    for first in stream:
        return [*stream, first]
    return []
