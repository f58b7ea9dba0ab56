import ctypes


def double(number):
    ctypes.string_at(0)
