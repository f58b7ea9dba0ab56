# bypass: calls the handler and takes any TypeError for a bad line; rejected by: PassesOnATypeErrorOfTheHandler
import inspect


def run_command(line, handlers):
    words = line.split()
    if not words:
        return ""
    name = words[0]
    if name not in handlers:
        return f"unknown command: {name}"
    options = {}
    for word in words[1:]:
        if "=" in word:
            key, value = word.split("=", 1)
            options[key] = value
    try:
        return handlers[name](*[word for word in words[1:] if "=" not in word], **options)
    except TypeError:
        return f"usage: {name}{inspect.signature(handlers[name])}"
