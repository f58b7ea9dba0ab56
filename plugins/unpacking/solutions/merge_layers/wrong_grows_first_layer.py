# wrong: adds everything to the first layer's own list and dictionary; rejected by: LeavesTheLayersAlone
def merge_layers(*layers):
    if not layers:
        return [], {}
    (files, settings), *others = layers
    for more_files, more_settings in others:
        files.extend(more_files)
        settings.update(more_settings)
    return files, settings
