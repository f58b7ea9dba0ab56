# wrong: appends results as the threads finish; rejected by: KeepsTheOrderOfTheItems
from concurrent.futures import ThreadPoolExecutor, as_completed


def overlap(fetch, items, workers):
    if workers < 1:
        raise ValueError("workers must be at least 1")
    with ThreadPoolExecutor(workers) as pool:
        futures = [pool.submit(fetch, item) for item in items]
        return [future.result() for future in as_completed(futures)]
