# bypass: binds in a function that nobody calls and tries the call instead; rejected by: DoesNotCallWhatDoesNotFit
import inspect


def fits(handler, *args, **options):
    try:
        inspect.signature(handler).bind(*args, **options)
    except TypeError:
        return False
    return True


def run_command(line, handlers):
    name, *words = line.split() or [""]
    if name not in handlers:
        return f"unknown command: {name}" if name else ""
    args = [word for word in words if "=" not in word]
    options = dict(word.split("=", 1) for word in words if "=" in word)
    try:
        return handlers[name](*args, **options)
    except TypeError:
        return f"usage: {name}{inspect.signature(handlers[name])}"
