# wrong: passes options by position, in the order of the line; rejected by: PassesOptionsByName
import inspect


def run_command(line, handlers):
    name, *words = line.split() or [""]
    if not name:
        return ""
    if name not in handlers:
        return f"unknown command: {name}"
    values = [word.split("=", 1)[-1] for word in words]
    signature = inspect.signature(handlers[name])
    try:
        signature.bind(*values)
    except TypeError:
        return f"usage: {name}{signature}"
    return handlers[name](*values)
