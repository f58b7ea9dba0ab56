# -*- coding: cp1251 -*-
# Первый элемент уходит в конец.

def rotate(items):
    iterator = iter(items)
    for first in iterator:
        return [*iterator, first]
    return []
