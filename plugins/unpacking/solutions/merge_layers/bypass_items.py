# bypass: walks through items(), which not every mapping has; rejected by: TakesAMappingWithOnlyKeys
def merge_layers(*layers):
    files = []
    settings = {}
    for names, layer in layers:
        for name in names:
            files.append(name)
        for key, value in layer.items():
            settings[key] = value
    return files, settings
