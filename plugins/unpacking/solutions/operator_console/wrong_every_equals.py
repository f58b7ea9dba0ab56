# wrong: believes that a word has at most one equals sign; rejected by: SplitsAnOptionAtTheFirstEquals
import inspect


def run_command(line, handlers):
    words = line.split()
    if not words:
        return ""
    name = words.pop(0)
    if name not in handlers:
        return f"unknown command: {name}"
    args, options = [], {}
    for word in words:
        try:
            key, value = word.split("=")
            options[key] = value
        except ValueError:
            args.append(word)
    signature = inspect.signature(handlers[name])
    try:
        bound = signature.bind(*args, **options)
    except TypeError:
        return f"usage: {name}{signature}"
    return handlers[name](*bound.args, **bound.kwargs)
