# reference
import asyncio
import itertools
import time

LIMIT = 7
visits = 0


class Shelf:
    def __init__(self, size):
        self.size = size
        self.items = []

    def put(self, item):
        self.items.append(item)
        return len(self.items)


def rotate(items):
    first, *rest = items or [None]
    return [*rest, first] if items else []


def join(words, *, by=""):
    return by.join(words)


async def fetch(name):
    return name + "!"


def add_one(counter):
    counter.value += 1


def add_safely(counter, key):
    with key:
        counter.value += 1


def visit():
    global visits
    visits += 1
    return visits


def half(n):
    return n / 2


def third(n):
    return n / 3


def enter(age):
    raise ValueError(f"too young: {age}")


def greet(name):
    print(f"hello {name}")


async def brew():
    await asyncio.sleep(3)


async def serve():
    await asyncio.create_task(brew())


def letters(text):
    return list(dict.fromkeys(text))


def stamp():
    return "12:30"


def ask(price, name):
    return price(name)


async def load_all(load, names):
    return await asyncio.gather(*(load(name) for name in names))


async def give_up(load):
    try:
        await asyncio.wait_for(load(), 1)
    except asyncio.TimeoutError:
        pass


def first_of(items):
    return next(iter(items))


async def collect(stream):
    return [item async for item in stream]


def swing(row):
    return max(row) - min(row)


def look(door):
    with door as view:
        return view


async def look_later(door):
    async with door as view:
        return view


def guarded(key):
    with key:
        pass


def price_of(prices, name):
    return prices[name]


def both(first, second):
    first()
    second()


def count_up():
    return itertools.count(1)
