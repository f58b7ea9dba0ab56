"""What a test passes in: things whose body runs in the grader. Asynchronous ones need asyncio only when they are used."""
import sys

_invoke = _kata.invoke


__name__ = "test"   # what the learner's code sees as the home of all that is made here


class _Namespace(type(sys)):
    """The module that pickle finds the functions in, for processes of a pool."""


def prepare():
    namespace = _Namespace("test", "Functions that the test passed in.")
    namespace._rebuild = _rebuild
    _kata.prepare_remotes(namespace, _function(0), _coroutine_function(0))


async def _ainvoke(number, method, args, kwargs):
    import asyncio
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    def settle(is_value, result):
        if future.done():
            return
        if is_value:
            future.set_result(result)
        elif isinstance(result, StopIteration):
            future.set_exception(StopAsyncIteration(*result.args))
        else:
            future.set_exception(result)

    def on_reply(is_value, result, delay):
        if delay > 0:
            loop.call_later(delay, settle, is_value, result)
        else:
            settle(is_value, result)

    _kata.box("aio").watch_channel(loop)
    request = _kata.send(number, method, args, kwargs, loop, on_reply)
    try:
        result = await future
    except asyncio.CancelledError:
        _kata.settle(request, "cancelled")
        raise
    except BaseException:
        _kata.settle(request, "raised")
        raise
    _kata.settle(request, "returned")
    return result


# Templates: a test's functions are copies of what these return, made in C++ (remotes.cc).

def _function(number):
    def remote(*args, **kwargs):
        return _invoke(number, "call", args, kwargs)
    return remote


def _coroutine_function(number):
    async def remote(*args, **kwargs):
        return await _ainvoke(number, "call", args, kwargs)
    return remote


class _Remote:
    __slots__ = ("_number", "_name", "__weakref__")

    def __init__(self, number, name):
        self._number, self._name = number, name

    def __reduce__(self):
        return _rebuild, (type(self).__name__, self._number, self._name)

    def __repr__(self):
        return f"<{type(self).__name__.lstrip('_')} {self._name}>" if self._name else f"<{type(self).__name__.lstrip('_')}>"


class iterator(_Remote):
    __slots__ = ()

    def __iter__(self):
        return self

    def __next__(self):
        return _invoke(self._number, "next", ())

    def close(self):
        return _invoke(self._number, "close", ())


class async_iterator(_Remote):
    __slots__ = ()

    def __aiter__(self):
        return self

    async def __anext__(self):
        return await _ainvoke(self._number, "next", (), {})

    async def aclose(self):
        return await _ainvoke(self._number, "close", (), {})


class iterable(_Remote):
    __slots__ = ()

    def __iter__(self):
        return iter(_invoke(self._number, "iter", ()))


class mapping(_Remote):
    __slots__ = ()

    def keys(self):
        return _invoke(self._number, "keys", ())

    def __getitem__(self, key):
        return _invoke(self._number, "get", (key,))


class context_manager(_Remote):
    __slots__ = ()

    def __enter__(self):
        return _invoke(self._number, "enter", ())

    def __exit__(self, kind, error, trace):
        return bool(_invoke(self._number, "exit", (error,)))


class async_context_manager(_Remote):
    __slots__ = ()

    async def __aenter__(self):
        return await _ainvoke(self._number, "enter", (), {})

    async def __aexit__(self, kind, error, trace):
        return bool(await _ainvoke(self._number, "exit", (error,), {}))


class lock(_Remote):
    __slots__ = ()

    def acquire(self, blocking=True, timeout=-1):
        return bool(_invoke(self._number, "acquire", (blocking, timeout)))

    def release(self):
        _invoke(self._number, "release", ())

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *error):
        self.release()


class number(_Remote):
    """A shared number: each look at it is a read, each assignment a write."""
    __slots__ = ()

    @property
    def value(self):
        return _invoke(self._number, "read", ())

    @value.setter
    def value(self, new):
        _invoke(self._number, "write", (new,))

    def read(self):
        return self.value

    def write(self, new):
        self.value = new


# In the order of kata::RemoteKind, whose first two are functions.
_kinds = (None, None, iterator, async_iterator, context_manager, async_context_manager, lock, iterable, mapping, number)
_classes = {kind.__name__: kind for kind in _kinds if kind}


def make(kind, identity, name):
    return _kinds[kind](identity, name)


def _rebuild(kind, identity, name):
    return _classes[kind](identity, name)


