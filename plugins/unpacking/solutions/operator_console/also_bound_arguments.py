# also: lets the bound arguments carry what is passed on
from inspect import signature


def parse(words):
    args, options = [], {}
    for word in words:
        key, equals, value = word.partition("=")
        if equals:
            options[key] = value
        else:
            args.append(word)
    return args, options


def run_command(line, handlers):
    match line.split():
        case []:
            return ""
        case [name, *_] if name not in handlers:
            return "unknown command: " + name
        case [name, *words]:
            args, options = parse(words)
    try:
        bound = signature(handlers[name]).bind(*args, **options)
    except TypeError:
        return f"usage: {name}{signature(handlers[name])}"
    return handlers[name](*bound.args, **bound.kwargs)
