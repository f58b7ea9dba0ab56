# bypass: a pool is there, but each result is awaited at once; rejected by: KeepsAllWorkersBusy
from concurrent.futures import ThreadPoolExecutor


def overlap(fetch, items, workers):
    if workers < 1:
        raise ValueError("workers must be at least 1")
    with ThreadPoolExecutor(max_workers=workers) as pool:
        return [pool.submit(fetch, item).result() for item in items]
