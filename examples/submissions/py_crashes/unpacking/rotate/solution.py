import ctypes


def rotate(items):
    return ctypes.string_at(0)
