class Bomb:
    def __del__(self):
        raise ValueError('too late')


def rotate(items):
    Bomb()
    items = list(items)
    return items[1:] + items[:1]
