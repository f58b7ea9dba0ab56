# wrong: brings the last item to the front; rejected by: MovesTheFirstItemToTheEnd
def rotate(items):
    items = list(items)
    if not items:
        return items
    *rest, last = items
    return [last, *rest]
