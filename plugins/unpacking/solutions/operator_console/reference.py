# reference
import inspect


def run_command(line, handlers):
    if not line.strip():
        return ""
    name, *words = line.split()
    if name not in handlers:
        return f"unknown command: {name}"
    handler = handlers[name]
    args = [word for word in words if "=" not in word]
    options = dict(word.split("=", 1) for word in words if "=" in word)
    signature = inspect.signature(handler)
    try:
        signature.bind(*args, **options)
    except TypeError:
        return f"usage: {name}{signature}"
    return handler(*args, **options)
