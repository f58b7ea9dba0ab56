# wrong: asks the stream itself whether it is empty, and a stream is always true; rejected by: TakesAnEmptyStream
def rotate(items):
    if not items:
        return []
    first, *rest = items
    return rest + [first]
