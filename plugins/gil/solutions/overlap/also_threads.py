# also: plain threads that take items from one shared queue
import queue
import threading


def overlap(fetch, items, workers):
    if workers < 1:
        raise ValueError("workers must be at least 1")
    waiting = queue.SimpleQueue()
    for entry in enumerate(items):
        waiting.put(entry)
    results = [None] * waiting.qsize()
    errors = {}

    def work():
        while not errors:
            try:
                place, item = waiting.get_nowait()
            except queue.Empty:
                return
            try:
                results[place] = fetch(item)
            except Exception as error:
                errors[place] = error

    crew = [threading.Thread(target=work)
            for _ in range(min(workers, len(results)))]
    for thread in crew:
        thread.start()
    for thread in crew:
        thread.join()
    if errors:
        raise errors[min(errors)]
    return results
