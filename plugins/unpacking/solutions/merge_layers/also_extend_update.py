# also: grows a list and a dictionary of its own
def merge_layers(*layers):
    files = []
    settings = {}
    for layer_files, layer_settings in layers:
        files.extend(layer_files)
        settings.update(layer_settings)
    return files, settings
