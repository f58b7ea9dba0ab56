# bypass: slices the caller's items; rejected by: TakesAStreamThatIsReadOnce
def rotate(items):
    return list(items[1:]) + list(items[:1])
