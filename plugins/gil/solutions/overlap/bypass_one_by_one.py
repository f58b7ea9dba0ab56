# bypass: fetches in the caller's thread, one by one; rejected by: KeepsAllWorkersBusy
def overlap(fetch, items, workers):
    if workers < 1:
        raise ValueError("workers must be at least 1")
    return [fetch(item) for item in items]
