import threading


def overlap(fetch, items, workers):
    """Fetch all items, `workers` at a time; return the results in order."""
