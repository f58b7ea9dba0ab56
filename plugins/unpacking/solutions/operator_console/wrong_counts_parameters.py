# wrong: wants as many words as there are parameters, forgets defaults and stars; rejected by: LeavesOutWhatHasADefault
import inspect


def run_command(line, handlers):
    name, *words = line.split() or [""]
    if name == "":
        return ""
    if name not in handlers:
        return f"unknown command: {name}"
    args = [word for word in words if "=" not in word]
    options = dict(word.split("=", 1) for word in words if "=" in word)
    signature = inspect.signature(handlers[name])
    names = set(signature.parameters)
    if len(args) + len(options) != len(names) or not names.issuperset(options):
        return f"usage: {name}{signature}"
    return handlers[name](*args, **options)
