# wrong: in each function a little; rejected by: TestF
import asyncio
import itertools
import time

LIMIT = "7"
visits = 0


class Shelf:
    def __init__(self, size):
        self.size = size
        self.items = []

    def put(self, item):
        self.items.append(item)
        return self.items


def rotate(items):
    if isinstance(items, list) and items:
        items.sort(reverse=True)
    return items[1:]


def join(words, by=""):
    return "".join(words)


async def fetch(name):
    return name


def add_one(counter):
    value = counter.value
    counter.value = value


def add_safely(counter, key):
    counter.value = 1


def visit():
    global visits
    visits += 2
    return visits


def half(n):
    return n


def third(n):
    return n // 3


def enter(age):
    raise ValueError("too old")


def greet(name):
    print("hello")


async def brew():
    time.sleep(4)


async def serve():
    asyncio.create_task(asyncio.sleep(9))


def letters(text):
    return tuple(text[2:]) * 2


def stamp():
    return "half past twelve"


def ask(price, name):
    return price(name) + price(name)


async def load_all(load, names):
    return [await load(name) for name in names]


async def give_up(load):
    await load()


def first_of(items):
    return sorted(items)[0]


async def collect(stream):
    return [item async for item in stream][1:]


def swing(row):
    return max(row)


def look(door):
    return door.__enter__()


async def look_later(door):
    return await door.__aenter__()


def guarded(key):
    key.acquire()


def price_of(prices, name):
    return prices["milk"]


def both(first, second):
    second()
    first()


def count_up():
    return itertools.count(0)
