# wrong: keeps the earliest setting; rejected by: LetsALaterLayerWin
def merge_layers(*layers):
    files = [file for names, _ in layers for file in names]
    settings = {}
    for _, layer in layers:
        for key in layer.keys():
            settings.setdefault(key, layer[key])
    return files, settings
