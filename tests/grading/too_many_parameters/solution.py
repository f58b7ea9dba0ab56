def rotate(items, by):
    return items[by:] + items[:by]
