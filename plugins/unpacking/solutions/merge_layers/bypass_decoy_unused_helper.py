# bypass: the stars stand in a helper that gets nothing to merge; rejected by: TakesAMappingWithOnlyKeys
def starred(files, settings):
    return [*files], {**settings}


def merge_layers(*layers):
    files, settings = starred([], {})
    for names, layer in layers:
        files = files + list(names)
        settings = settings | layer
    return files, settings
