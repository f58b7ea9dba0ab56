# reference
def merge_layers(*layers):
    files, settings = [], {}
    for more_files, more_settings in layers:
        files = [*files, *more_files]
        settings = {**settings, **more_settings}
    return files, settings
