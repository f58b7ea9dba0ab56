def rotate(items):
    items = [items]
    items.append(items)
    return items
