# wrong: files results by item, so equal items are fetched once; rejected by: FetchesEqualItemsEach
from concurrent.futures import ThreadPoolExecutor


def overlap(fetch, items, workers):
    if workers < 1:
        raise ValueError("workers must be at least 1")
    items = list(items)
    with ThreadPoolExecutor(workers) as pool:
        futures = {item: None for item in items}
        for item in futures:
            futures[item] = pool.submit(fetch, item)
    return [futures[item].result() for item in items]
