"""asyncio on a virtual clock: the policy's loops, also for asyncio.run and Runner, move time only when nothing else can."""
import asyncio
import sys
from asyncio import events, unix_events
from selectors import EpollSelector


class _Selector(EpollSelector):
    """Waits for descriptors only where something outside of the loop may still come; else lets virtual time pass."""

    def select(self, timeout=None):
        ready = super().select(0)
        if ready or (timeout is not None and timeout <= 0):
            return ready
        try:
            if not _kata.loop_wait(timeout):
                return super().select(0)
            try:
                return super().select(None)
            finally:
                _kata.loop_woken()
        except _kata.KataStuck:
            _kata.stuck_at(_places())
            raise


def _places():
    """The innermost frame of each task that waits."""
    frames = []
    for task in asyncio.all_tasks(_running()):
        at = task.get_coro()
        while at is not None:
            frame = getattr(at, "cr_frame", None) or getattr(at, "ag_frame", None) or getattr(at, "gi_frame", None)
            if frame is None:
                break
            frames.append(frame)
            at = getattr(at, "cr_await", None) or getattr(at, "ag_await", None) or getattr(at, "gi_yieldfrom", None)
    return frames


_loops = []


def _running():
    return _loops[-1] if _loops else None


class VirtualLoop(unix_events._UnixSelectorEventLoop):
    def __init__(self, selector=None):
        _kata.start_clock()
        super().__init__(selector or _Selector())
        self._watched = False

    def run_forever(self):
        selector = self._selector
        _kata.loop_enter(selector.fileno() if hasattr(selector, "fileno") else -1, self._csock.fileno())
        _loops.append(self)
        try:
            super().run_forever()
        finally:
            _loops.remove(self)
            _kata.loop_leave()

    def run_in_executor(self, executor, func, *args):
        # Starting a worker waits for its first step, and handing over takes the queue's own lock.
        _kata.may_block(1)
        try:
            return super().run_in_executor(executor, func, *args)
        finally:
            _kata.may_block(-1)

    async def shutdown_default_executor(self):
        # Joins a thread that has nothing left to do.
        _kata.may_block(1)
        try:
            await super().shutdown_default_executor()
        finally:
            _kata.may_block(-1)


VirtualLoop.__name__ = VirtualLoop.__qualname__ = "_UnixSelectorEventLoop"
VirtualLoop.__module__ = "asyncio.unix_events"


class _Policy(unix_events._UnixDefaultEventLoopPolicy):
    _loop_factory = VirtualLoop


def install():
    events._event_loop_policy = _Policy()
    unix_events._UnixSelectorEventLoop = unix_events.SelectorEventLoop = asyncio.SelectorEventLoop = VirtualLoop


def watch_channel(loop):
    if not getattr(loop, "_watched", False):
        loop._watched = True
        loop._add_reader(_kata.channel(), _kata.drain)


def run(function, args, kwargs):
    async def main():
        result = function(*args, **kwargs)
        try:
            return await result
        finally:
            _kata.tasks_left(sum(not task.done() for task in asyncio.all_tasks()) - 1)
    return asyncio.run(main())
