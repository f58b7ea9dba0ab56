# also: the last layer on top of all below it
def merge_layers(*layers):
    if not layers:
        return [], {}
    *below, (files, settings) = layers
    files_below, settings_below = merge_layers(*below)
    return [*files_below, *files], {**settings_below, **settings}
