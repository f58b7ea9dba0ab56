# bypass: writes the call as text and evaluates it; rejected by: DoesNotCallWhatDoesNotFit
import inspect


def run_command(line, handlers):
    if not line.split():
        return ""
    name, *words = line.split()
    if name not in handlers:
        return f"unknown command: {name}"
    args = [repr(word) for word in words if "=" not in word]
    named = dict(word.split("=", 1) for word in words if "=" in word)
    text = ", ".join(args + [f"**{named!r}"])
    try:
        return eval(f"handler({text})", {"handler": handlers[name]})
    except TypeError as error:
        if "argument" in str(error):
            return f"usage: {name}{inspect.signature(handlers[name])}"
        raise
