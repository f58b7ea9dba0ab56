# bypass: starts the next group only when the whole group is done; rejected by: ASlowItemHoldsUpNobody
from concurrent.futures import ThreadPoolExecutor


def overlap(fetch, items, workers):
    if workers < 1:
        raise ValueError("workers must be at least 1")
    items = list(items)
    results = []
    for start in range(0, len(items), workers):
        with ThreadPoolExecutor(workers) as pool:
            results += pool.map(fetch, items[start:start + workers])
    return results
