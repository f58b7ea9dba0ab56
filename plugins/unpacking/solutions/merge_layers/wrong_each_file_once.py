# wrong: lists each file only once; rejected by: KeepsRepeatedFiles
def merge_layers(*layers):
    files = {}
    settings = {}
    for names, layer in layers:
        files |= dict.fromkeys(names)
        settings.update(layer)
    return list(files), settings
