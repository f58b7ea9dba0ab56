# wrong: an error in a thread vanishes, and its result is None; rejected by: PassesAnErrorOn
import threading


def overlap(fetch, items, workers):
    if workers < 1:
        raise ValueError("workers must be at least 1")
    items = list(items)
    results = [None] * len(items)
    gate = threading.Semaphore(workers)

    def work(place):
        with gate:
            try:
                results[place] = fetch(items[place])
            except Exception:
                pass

    threads = [threading.Thread(target=work, args=(place,))
               for place in range(len(items))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
