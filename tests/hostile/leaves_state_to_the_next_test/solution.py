import builtins
import os
import sys

TESTS = []


def rotate(items):
    if TESTS and TESTS != [os.getpid()]:
        raise RuntimeError("a test before was here")
    if os.environ.get("HOSTILE_LEFT", str(os.getpid())) != str(os.getpid()) or getattr(builtins, "hostile_left", os.getpid()) != os.getpid():
        raise RuntimeError("a test before was here")
    TESTS[:] = [os.getpid()]
    os.environ["HOSTILE_LEFT"] = str(os.getpid())
    builtins.hostile_left = os.getpid()
    sys.modules["hostile_left"] = sys
    os.chdir("/")
    os.umask(0o777)
    items = list(items)
    return items[1:] + items[:1]
