# Stands behind a reference, for `kata verify`: notes on standard error, a line each, what its functions are given, and changes
# what they are given where it is told to.
def _kata_watch(module, spoilt):
    import functools
    import inspect
    import os
    told, called = set(), set()

    def tell(*words):
        if words not in told:
            told.add(words)
            os.write(2, ("kata: " + " ".join(words) + "\n").encode())

    def parts(values):
        for value in values:
            if isinstance(value, tuple):
                yield from parts(value)
            else:
                yield value

    def changeable(args, kwargs):
        for value in parts((*args, *kwargs.values())):
            for kind in (list, dict, set):
                if isinstance(value, kind):
                    yield kind.__name__, value

    def note(name, signature, args, kwargs):
        tell(name, "again" if name in called else "called")
        called.add(name)
        given = signature.bind(*args, **kwargs).arguments
        for key, parameter in signature.parameters.items():
            if parameter.default is not parameter.empty:
                tell(name, "default", key, "given" if key in given else "left")
            many = parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
            value = given.get(key, () if many else None)
            if isinstance(value, (list, tuple, set, frozenset, dict)):
                tell(name, "argument", key, ("empty", "single", "several")[min(len(value), 2)])
        if any(hasattr(type(part), "__next__") or hasattr(type(part), "__anext__") for part in parts((*args, *kwargs.values()))):
            tell(name, "once")
        for kind, _ in changeable(args, kwargs):
            tell(name, "changeable", kind)

    def spoil(args, kwargs):
        for kind, value in changeable(args, kwargs):
            if kind == spoilt:
                {"list": list.append, "dict": lambda it, key: dict.update(it, {key: key}), "set": set.add}[kind](value, "spoilt")

    def watched(name, function):
        signature = inspect.signature(function)

        def before(args, kwargs):
            try:
                note(name, signature, args, kwargs)
            except TypeError:   # they don't fit: the call says so itself
                pass

        @functools.wraps(function)
        def plain(*args, **kwargs):
            before(args, kwargs)
            result = function(*args, **kwargs)
            spoil(args, kwargs)
            return result

        @functools.wraps(function)
        async def waiting(*args, **kwargs):
            before(args, kwargs)
            result = await function(*args, **kwargs)
            spoil(args, kwargs)
            return result

        return waiting if inspect.iscoroutinefunction(function) else plain

    for name, thing in list(module.items()):
        if getattr(thing, "__module__", None) != module["__name__"] or name.startswith("_"):
            continue
        if inspect.isfunction(thing):
            module[name] = watched(name, thing)
        elif inspect.isclass(thing):
            for own, method in list(vars(thing).items()):
                if inspect.isfunction(method) and (own == "__init__" or not own.startswith("_")):
                    setattr(thing, own, watched(f"{name}.{own}", method))


