# bypass: plus and pipe, which only lists and dictionaries know; rejected by: TakesFilesOfAnyKind
def merge_layers(*layers):
    files = []
    settings = {}
    for layer in layers:
        files = files + layer[0]
        settings = settings | layer[1]
    return files, settings
