# bypass: the star stands in a function that is never called; rejected by: TakesAStreamThatIsReadOnce
def rotate(items):
    def starred(values):
        first, *rest = values
        return [*rest, first]

    count = len(items)
    return [items[(index + 1) % count] for index in range(count)]
