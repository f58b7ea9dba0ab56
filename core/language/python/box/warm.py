"""What the zygote does once, so that no box does it again: the compiler, the import of a file, an event loop.

Code that ran a few times is also adapted to what it does; in a child each such change would cost a page. Nothing of it is left
to be seen: no module, no policy that was used, no counted task.
"""
import os
import sys

_SOURCE = b'''"""A module."""
def turn(items, *rest, step=1, **named):
    first, *others = items
    return [*others, first, *rest]


class Pair:
    def __init__(self, left, right):
        self.left, self.right = left, right


def steps(count):
    for index in range(count):
        yield {index: f"{index}"}


async def wait(seconds):
    import asyncio
    await asyncio.sleep(seconds)
    async with asyncio.TaskGroup() as group:
        group.create_task(asyncio.sleep(0))
    await asyncio.gather(asyncio.sleep(0), asyncio.sleep(0))
    return await asyncio.wait_for(asyncio.sleep(0, seconds), 5)
'''
_ROUNDS = 12   # the interpreter adapts after eight


def _load():
    import _frozen_importlib
    import _frozen_importlib_external as external
    file = os.memfd_create("warm")
    os.write(file, _SOURCE)
    path = f"/proc/self/fd/{file}"
    loader = external.SourceFileLoader("solution", path)
    module = _frozen_importlib._load(external.spec_from_file_location("solution", path, loader=loader))
    os.close(file)
    del sys.modules["solution"]
    return module


class _Still:
    """The clock and the channel of a loop that is only tried: whatever it asks, no."""
    KataStuck = RuntimeError

    def __getattr__(self, name):
        return lambda *given: 0


def _try_loop(wait):
    import asyncio
    aio = _kata.box("aio")
    policy = asyncio.get_event_loop_policy()

    def make_loop():
        loop = aio.VirtualLoop()
        # Without a name a task takes a number.
        loop.set_task_factory(lambda loop, work, **more: asyncio.Task(work, loop=loop, **{"name": "warm", **more}))
        return loop

    aio._kata, real = _Still(), aio._kata
    policy._loop_factory = make_loop
    try:
        for _ in range(_ROUNDS):
            aio.run(wait, (1e-6,), {})
        aio.keep_spare()
    finally:
        aio._kata = real
        aio.install()


def run():
    for _ in range(2):
        module = _load()
    for _ in range(_ROUNDS):
        module.turn([1, 2], 3)
        module.Pair(1, 2)
        list(module.steps(2))
    if "asyncio" in sys.modules:
        _try_loop(module.wait)
