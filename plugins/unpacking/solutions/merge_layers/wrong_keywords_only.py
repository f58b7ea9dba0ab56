# wrong: passes settings as keyword arguments, so every key must be a text; rejected by: TakesKeysOfAnyType
def merge_layers(*layers):
    files = []
    settings = {}
    for names, layer in layers:
        files += names
        settings = dict(settings, **layer)
    return files, settings
