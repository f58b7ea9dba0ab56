"""asyncio on a virtual clock: the policy's loops, also for asyncio.run and Runner, move time only when nothing else can."""
import asyncio
import time
from asyncio import events, runners, tasks, unix_events
from asyncio.events import _get_running_loop as _loop_here
from selectors import EpollSelector


class _Selector:
    """Waits for descriptors only where something outside of the loop may still come; else lets virtual time pass.

    There is no epoll before there is a descriptor to watch: most loops of a test have none.
    """
    _real = None

    def _opened(self):
        if self._real is None:
            self._real = EpollSelector()
            _tell_descriptors()
        return self._real

    def register(self, *given):
        return self._opened().register(*given)

    def unregister(self, *given):
        return self._opened().unregister(*given)

    def modify(self, *given):
        return self._opened().modify(*given)

    def get_key(self, *given):
        return self._opened().get_key(*given)

    def get_map(self):
        return self._opened().get_map()

    def fileno(self):
        return -1 if self._real is None else self._real.fileno()

    def close(self):
        if self._real is not None:
            self._real.close()

    def _look(self):
        return [] if self._real is None else self._real.select(0)

    def select(self, timeout=None):
        ready = self._look()
        if ready or (timeout is not None and timeout <= 0):
            return ready
        if _kata.threads() > 1 and _loop_here()._make_wakeable():
            return ready
        try:
            if not _kata.loop_wait(timeout):
                return self._look()
            try:
                return self._opened().select(None)
            finally:
                _kata.loop_woken()
        except _kata.KataStuck:
            _kata.stuck_at(_places())
            raise


def _places():
    """The innermost frame of each task that waits."""
    frames = []
    for task in all_tasks(_loop_here()):
        at = task.get_coro()
        while at is not None:
            frame = getattr(at, "cr_frame", None) or getattr(at, "ag_frame", None) or getattr(at, "gi_frame", None)
            if frame is None:
                break
            frames.append(frame)
            at = getattr(at, "cr_await", None) or getattr(at, "ag_await", None) or getattr(at, "gi_yieldfrom", None)
    return frames


def all_tasks(loop=None):
    """Return a set of all tasks for the loop."""
    if loop is None:
        loop = events.get_running_loop()
    found = [task() for task in list(tasks._all_tasks.data)]
    return {task for task in found if task is not None and not task.done() and task.get_loop() is loop}


def _tell_descriptors():
    loop = _loop_here()
    if loop is not None:
        _kata.loop_descriptors(*loop._descriptors())


class VirtualLoop(unix_events._UnixSelectorEventLoop):
    """A loop whose time is ours, and which has no descriptors before something needs them."""
    time = time.monotonic
    _ssock = _csock = None

    def __init__(self, selector=None):
        _kata.start_clock()
        super().__init__(selector or _Selector())
        self._watched = False
        if selector:
            self._make_wakeable()

    def _make_self_pipe(self):
        """Later, by _make_wakeable()."""

    def _close_self_pipe(self):
        if self._csock is not None:
            super()._close_self_pipe()

    def _make_wakeable(self):
        """From here on other threads and signals can end its wait. True: one of them already had something."""
        if self._csock is None:
            super()._make_self_pipe()
            _tell_descriptors()
        return bool(self._ready)

    def add_signal_handler(self, sig, callback, *args):
        self._make_wakeable()
        return super().add_signal_handler(sig, callback, *args)

    def _descriptors(self):
        epoll = getattr(self._selector, "fileno", None)
        return epoll() if epoll else -1, -1 if self._csock is None else self._csock.fileno()

    def run_forever(self):
        _kata.loop_enter(*self._descriptors())
        try:
            super().run_forever()
        finally:
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

    def new_event_loop(self):
        global _spare
        if _spare is None:
            return self._loop_factory()
        _kata.start_clock()
        _kept.append(_spare)
        loop, _spare = _spare, None
        return loop

    def set_event_loop(self, loop):
        if self._watcher is not None or type(loop) not in (VirtualLoop, type(None)):
            return super().set_event_loop(loop)
        self._local._set_called, self._local._loop = True, loop


# The first loop of a process, made before it was forked: to make one writes to pages all over the heap, and so does to free it.
_spare = None
_kept = []


def keep_spare():
    global _spare
    _spare = VirtualLoop()


def install():
    events._event_loop_policy = _Policy()
    tasks.all_tasks = asyncio.all_tasks = all_tasks
    unix_events._UnixSelectorEventLoop = unix_events.SelectorEventLoop = asyncio.SelectorEventLoop = VirtualLoop


def watch_channel(loop):
    if not getattr(loop, "_watched", False):
        loop._watched = True
        loop._add_reader(_kata.channel(), _kata.drain)


_registered = tasks._all_tasks.data   # also what is done but not forgotten yet


async def _main(function, args, kwargs):
    result = function(*args, **kwargs)
    try:
        return await result
    finally:
        if len(_registered) > 1:
            _kata.tasks_left(len(all_tasks()) - 1)


def _clean_up(loop):
    """Keeps the loop for the next run where this one left no trace on it."""
    global _spare
    if _registered and all_tasks(loop):
        runners._cancel_all_tasks(loop)
    if loop._asyncgens:
        loop.run_until_complete(loop.shutdown_asyncgens())
    if loop._default_executor is not None:
        loop.run_until_complete(loop.shutdown_default_executor())
    used = loop._ready or loop._scheduled or loop._executor_shutdown_called or loop._asyncgens_shutdown_called or loop._debug
    if used or loop._selector._real or loop._csock or loop._closed or _spare:
        loop.close()
    else:
        _spare = loop


def run(function, args, kwargs):
    """asyncio.run() without what a test can't tell from it: a signal handler, the policy's current loop, and cleaning up of nothing."""
    policy = events.get_event_loop_policy()
    if type(policy) is not _Policy or _loop_here() is not None:
        return asyncio.run(_main(function, args, kwargs))
    loop = policy.new_event_loop()
    try:
        return loop.run_until_complete(_main(function, args, kwargs))
    finally:
        _clean_up(loop)
