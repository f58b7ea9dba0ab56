# bypass: a thread for each item, without a limit; rejected by: NeverMoreThanTheWorkers
from concurrent.futures import ThreadPoolExecutor


def overlap(fetch, items, workers):
    if workers < 1:
        raise ValueError("workers must be at least 1")
    items = list(items)
    with ThreadPoolExecutor(max(1, len(items))) as pool:
        return list(pool.map(fetch, items))
