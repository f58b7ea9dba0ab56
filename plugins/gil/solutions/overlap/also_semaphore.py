# also: a thread for each item, started only when a permit is free
import threading


def overlap(fetch, items, workers):
    if workers < 1:
        raise ValueError("workers must be at least 1")
    permits = threading.Semaphore(workers)
    results, errors, crew = {}, {}, []

    def work(place, item):
        try:
            results[place] = fetch(item)
        except Exception as error:
            errors[place] = error
        finally:
            permits.release()

    for place, item in enumerate(items):
        permits.acquire()
        thread = threading.Thread(target=work, args=(place, item))
        crew.append(thread)
        thread.start()
    for thread in crew:
        thread.join()
    if errors:
        raise errors[min(errors)]
    return [results[place] for place in sorted(results)]
