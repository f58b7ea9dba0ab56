import os


class Bomb(list):
    def __reduce__(self):
        return os.system, ("touch /tmp/hostile-left-pickle",)

    __reduce_ex__ = lambda self, protocol: self.__reduce__()
    __getstate__ = __reduce__

    def __conform__(self, protocol):
        return "[]"

    def __json__(self):
        return "[]"


def swap_ends(items):
    if isinstance(items, list):
        items.clear()
    return Bomb("x")
