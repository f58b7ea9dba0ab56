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

    def __enter__(self):
        self.aio = _kata.box("aio")
        self.aio._kata, self.real = self, self.aio._kata

    def __exit__(self, *error):
        self.aio._kata = self.real


def _try_loop(wait, rounds):
    import asyncio
    aio = _kata.box("aio")

    def make_loop():
        loop = aio.VirtualLoop()
        # Without a name a task takes a number.
        loop.set_task_factory(lambda loop, work, **more: asyncio.Task(work, loop=loop, **{"name": "warm", **more}))
        return loop

    asyncio.get_event_loop_policy()._loop_factory = make_loop
    with _Still():
        for _ in range(rounds):
            aio.run(wait, (1e-6,), {})
    aio.install()


def _try_all(rounds):
    """The module that was loaded for it."""
    for _ in range(2):
        module = _load()
    for _ in range(rounds):
        module.turn([1, 2], 3)
        module.Pair(1, 2)
        list(module.steps(2))
    if "asyncio" in sys.modules:
        _try_loop(module.wait, rounds)
    return module


def _used_code():
    """The code that a warm-up runs: a call writes to its code's reference count."""
    used = {}

    def note(frame, event, argument):
        if event == "call":
            used[frame.f_code] = None

    sys.setprofile(note)
    try:
        _try_all(1)
    finally:
        sys.setprofile(None)
    return used


def _copied(code, used, copies):
    """Itself where neither it nor what it keeps of other code is used."""
    if code not in copies:
        parts = tuple(_copied(part, used, copies) if type(part) is type(code) else part for part in code.co_consts)
        changed = any(new is not old for new, old in zip(parts, code.co_consts))
        copies[code] = _kata.packed(code, parts) if changed or code in used else code
    return copies[code]


def _bring_together():
    """Puts the code that is used side by side, so that a fork of this process that runs it writes to fewer pages."""
    import gc
    used, copies = _used_code(), {}
    for each in gc.get_objects():
        if type(each) is type(run):
            each.__code__ = _copied(each.__code__, used, copies)


def run():
    _bring_together()
    module = _try_all(_ROUNDS)
    if "asyncio" in sys.modules:
        with _Still():
            _kata.box("aio").keep_spare()
    return module
