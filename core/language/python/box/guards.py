"""What is replaced before the learner's file is imported: input(), breakpoint(), blocking calls on an event loop's thread.

Modules that are not imported yet are patched when they are, by a finder in front of sys.meta_path.
"""
import builtins
import posix
import sys
from _frozen_importlib_external import PathFinder
from _stat import S_ISCHR


class KataNoInput(EOFError):
    """input() was called where nobody types."""


class KataNoDebugger(RuntimeError):
    """breakpoint() was called where nobody debugs."""


def _replace(owner, name, make):
    original = getattr(owner, name)
    replacement = make(original)
    for attribute in ("__name__", "__qualname__", "__doc__", "__module__"):
        try:
            setattr(replacement, attribute, getattr(original, attribute))
        except AttributeError:
            pass
    setattr(owner, name, replacement)


def _install_input():
    original = builtins.input

    def input(prompt="", /):
        if S_ISCHR(posix.fstat(0).st_mode):
            raise KataNoInput("input() was called, but nobody types here: the values come as parameters")
        return original(prompt)

    def breakpointhook(*args, **kwargs):
        raise KataNoDebugger("breakpoint() was called, but there is no debugger here")

    builtins.input = input
    sys.breakpointhook = breakpointhook


def _refusing(what):
    """A wrapper for a function that always waits."""
    def make(original):
        def wrapper(*args, **kwargs):
            _kata.refuse(what)
            return original(*args, **kwargs)
        return wrapper
    return make


def _patch_socket(module):
    def refusing(what):
        def make(original):
            def wrapper(self, *args, **kwargs):
                if self.gettimeout() != 0:
                    _kata.refuse(what)
                return original(self, *args, **kwargs)
            return wrapper
        return make

    for name in ("accept", "connect", "recv", "recv_into", "recvfrom", "recvfrom_into", "recvmsg", "send", "sendall",
                 "sendto", "sendfile"):
        _replace(module.socket, name, refusing("socket." + name))


def _patch_select(module):
    def make(original):
        def select(rlist, wlist, xlist, timeout=None, /):
            if timeout != 0:
                _kata.refuse("select.select")
            return original(rlist, wlist, xlist, timeout)
        return select
    _replace(module, "select", make)


def _patch_subprocess(module):
    def make_wait(original):
        def wait(self, timeout=None):
            if self.poll() is None:
                _kata.refuse("Popen.wait")
            return original(self, timeout)
        return wait

    def make_communicate(original):
        def communicate(self, input=None, timeout=None):
            _kata.refuse("Popen.communicate")
            return original(self, input, timeout)
        return communicate

    _replace(module.Popen, "wait", make_wait)
    _replace(module.Popen, "communicate", make_communicate)
    _patch_real_time(module)


def _patch_threading(module):
    def make(original):
        def start(self):
            # Waits for the new thread's first step only.
            _kata.may_block(1)
            try:
                return original(self)
            finally:
                _kata.may_block(-1)
        return start
    _replace(module.Thread, "start", make)


def _patch_queue(module):
    # The one in C waits where nobody sees it.
    module.SimpleQueue = type("SimpleQueue", (module._PySimpleQueue,), {"__module__": "queue"})


def _without_ssl():
    """asyncio takes ssl along only where somebody uses it: there is no network, and it is a third of what each fork shares."""
    if "ssl" not in sys.modules:
        sys.modules["ssl"] = None


def _patch_asyncio(module):
    if sys.modules.get("ssl", module) is None:
        del sys.modules["ssl"]
    # Its own asks in Python, by way of enumerations, what the one in C says at once; a runner asks at each start.
    import _signal
    module.runners.signal = _signal
    _kata.box("aio").install()


def _patch_ssl(module):
    asyncio = sys.modules.get("asyncio")
    if asyncio is None:
        return
    asyncio.base_events.ssl = asyncio.selector_events.ssl = asyncio.sslproto.ssl = module
    asyncio.sslproto.SSLAgainErrors = (module.SSLWantReadError, module.SSLSyscallError)


def _patch_real_time(module):
    # It waits in the kernel, for other processes, which takes real time; a deadline of its must be of the same clock.
    module.time = _kata.real_time
    if hasattr(module, "_time"):
        module._time = _kata.real_time.monotonic


def _wait_as_service(objects):
    """Waits until one is readable, as a thread that has nothing to do meanwhile."""
    from multiprocessing.connection import wait
    _kata.service(objects)
    try:
        wait(objects)
    finally:
        _kata.service(None)


def _waiting_shortly(original):
    """For what ends a pool: at the end of a `with` the jobs are done as a rule; only the processes' ends are waited for."""
    def shutdown(self, *args, **kwargs):
        _kata.may_block(1)
        try:
            return original(self, *args, **kwargs)
        finally:
            _kata.may_block(-1)
    return shutdown


def _patch_process_pool(module):
    # The jobs that aren't done hold time; the thread that hands them on has work when one of its pipes says so.
    def make_submit(original):
        def submit(self, fn, /, *args, **kwargs):
            future = original(self, fn, *args, **kwargs)
            _kata.hold(1)
            future.add_done_callback(lambda _: _kata.hold(-1))
            return future
        return submit

    def make_wait(original):
        def wait_result_broken_or_wakeup(self):
            sentinels = [process.sentinel for process in list(self.processes.values())]
            _wait_as_service([self.result_queue._reader, self.thread_wakeup._reader, *sentinels])
            return original(self)
        return wait_result_broken_or_wakeup

    _replace(module.ProcessPoolExecutor, "shutdown", _waiting_shortly)
    _replace(module.ProcessPoolExecutor, "submit", make_submit)
    _replace(module._ExecutorManagerThread, "wait_result_broken_or_wakeup", make_wait)


def _patch_pool(module):
    # A job is in the cache until its result is there.
    def make_put(original):
        def __setitem__(self, job, result):
            _kata.hold(1)
            return original(self, job, result)
        return __setitem__

    def make_delete(original):
        def __delitem__(self, job):
            original(self, job)
            _kata.hold(-1)
        return __delitem__

    def make_updates(original):
        def _wait_for_updates(sentinels, change_notifier, timeout=None):
            _wait_as_service(sentinels)
            return original(sentinels, change_notifier, timeout)
        return _wait_for_updates

    def make_results(original):
        def _handle_results(outqueue, get, cache):
            def get_when_there():
                _wait_as_service([outqueue._reader])
                return get()
            return original(outqueue, get_when_there if hasattr(outqueue, "_reader") else get, cache)
        return _handle_results

    _replace(module.Pool, "terminate", _waiting_shortly)
    _replace(module._PoolCache, "__setitem__", make_put)
    _replace(module._PoolCache, "__delitem__", make_delete)
    for name, make in (("_wait_for_updates", make_updates), ("_handle_results", make_results)):
        _replace(module.Pool, name, make)
        setattr(module.Pool, name, staticmethod(getattr(module.Pool, name)))


_preparations = {"asyncio": _without_ssl}
_patches = {"concurrent.futures.process": _patch_process_pool, "multiprocessing.pool": _patch_pool, "socket": _patch_socket,
            "select": _patch_select, "subprocess": _patch_subprocess, "threading": _patch_threading, "queue": _patch_queue,
            "asyncio": _patch_asyncio, "ssl": _patch_ssl,
            **dict.fromkeys(("multiprocessing.connection", "multiprocessing.managers", "multiprocessing.queues",
                             "multiprocessing.synchronize"), _patch_real_time)}


class _Loader:
    def __init__(self, loader, patch):
        self.loader, self.patch = loader, patch

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        module.__spec__.loader = module.__loader__ = self.loader
        _preparations.get(module.__name__, bool)()
        self.loader.exec_module(module)
        self.patch(module)


class _Finder:
    @staticmethod
    def find_spec(name, path=None, target=None):
        patch = _patches.get(name)
        if patch is None:
            return None
        spec = PathFinder.find_spec(name, path)
        if spec is not None and spec.loader is not None:
            spec.loader = _Loader(spec.loader, patch)
        return spec


def _telling_where(original):
    def _exit(status):
        _kata.tell_where()
        original(status)
    return _exit


def install():
    _install_input()
    _replace(posix, "_exit", _telling_where)
    for name in ("system", "wait", "waitpid", "waitid", "wait3", "wait4"):
        _replace(posix, name, _wait_like(name))
    import select
    _patch_select(select)
    sys.meta_path.insert(0, _Finder)


def _wait_like(name):
    def make(original):
        def wrapper(*args):
            if not (args and isinstance(args[-1], int) and args[-1] & posix.WNOHANG and name != "system"):
                _kata.refuse("os." + name)
            return original(*args)
        return wrapper
    return make
