# wrong: appends each layer's files as one item; rejected by: MergesTwoLayers
def merge_layers(*layers):
    files, settings = [], {}
    for names, layer in layers:
        files.append(list(names))
        settings |= {**layer}
    return files, settings
