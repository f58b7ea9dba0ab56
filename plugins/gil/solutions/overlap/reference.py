# reference
from concurrent.futures import ThreadPoolExecutor


def overlap(fetch, items, workers):
    if workers < 1:
        raise ValueError("workers must be at least 1")
    with ThreadPoolExecutor(max_workers=workers) as pool:
        return list(pool.map(fetch, items))
