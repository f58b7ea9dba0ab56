# also: futures for everything; the event loop gets a thread of its own
import asyncio
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor


def right_worker(jobs):
    unknown = [kind for kind, _ in jobs
               if kind not in {"waits", "computes", "awaits"}]
    if unknown:
        raise ValueError(f"unknown kind: {unknown[0]}")
    results = [None] * len(jobs)
    awaits = []
    with ProcessPoolExecutor(2) as processes, ThreadPoolExecutor(9) as threads:
        for place, (kind, work) in enumerate(jobs):
            if kind == "computes":
                results[place] = processes.submit(work)
            elif kind == "waits":
                results[place] = threads.submit(work)
            else:
                results[place] = Future()
                awaits.append((work, results[place]))
        threads.submit(asyncio.run, _await_all(awaits)).result()
    return [future.result() for future in results]


async def _await_all(awaits):
    async def one(work, future):
        try:
            future.set_result(await work())
        except Exception as error:
            future.set_exception(error)

    await asyncio.gather(*(one(*job) for job in awaits))
