"""Code that a test runs beside the learner's module: it sees the module's names, and keeps the builtins as they were before."""
import builtins

_builtins = {}
_kinds = ("positional-only", "positional", "*", "keyword-only", "**")


def prepare():
    """Before any learner's code runs."""
    _builtins.update(vars(builtins))


def kinds(function):
    """[(name, kind), …] of a plain function's parameters, from its code object."""
    code = function.__code__
    count, only = code.co_argcount, code.co_posonlyargcount
    names = code.co_varnames
    found = [(name, _kinds[0] if index < only else _kinds[1]) for index, name in enumerate(names[:count])]
    at = count + code.co_kwonlyargcount
    keywords = [(name, _kinds[3]) for name in names[count:at]]
    if code.co_flags & 4:
        found.append((names[at], _kinds[2]))
        at += 1
    found += keywords
    if code.co_flags & 8:
        found.append((names[at], _kinds[4]))
    return found


def raised(function, *args, **kwargs):
    """The exception that the call ends in, or None."""
    try:
        function(*args, **kwargs)
    except BaseException as error:
        return error
    return None


def take(iterable, count):
    """The first items of something that may have no end."""
    found = []
    for item in iterable:
        found.append(item)
        if len(found) >= count:
            break
    return found


def _dedent(code):
    lines = code.expandtabs(4).split("\n")
    margins = [len(line) - len(line.lstrip(" ")) for line in lines if line.strip()]
    if lines and lines[0].strip() and len(margins) > 1 and margins[0] == 0:
        return code
    margin = min(margins, default=0)
    return "\n".join(line[margin:] for line in lines)


def run(code, module, names):
    space = dict(module)
    space.update(__builtins__=dict(_builtins), __name__="probe", observe=_kata.observe, kinds=kinds, raised=raised, take=take)
    space.update(names)
    exec(compile(_dedent(code), "<probe>", "exec", dont_inherit=True), space)
