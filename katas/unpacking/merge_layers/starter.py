def merge_layers(*layers):
    """Return all files as a new list and all settings as a new dict."""
    # Your code goes here.
    return None
