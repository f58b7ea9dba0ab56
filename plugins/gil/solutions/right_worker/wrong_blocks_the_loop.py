# wrong: calls blocking work inside a coroutine, where nothing else can go on; rejected by: WaitsInThreadsOfTheirOwn
import asyncio
from concurrent.futures import ProcessPoolExecutor


def right_worker(jobs):
    for kind, _ in jobs:
        if kind not in ("waits", "computes", "awaits"):
            raise ValueError(f"unknown kind: {kind}")

    async def start(kind, work, processes):
        if kind == "waits":
            return work()
        if kind == "computes":
            return await asyncio.wrap_future(processes.submit(work))
        return await work()

    async def run_all(processes):
        return await asyncio.gather(
            *(start(kind, work, processes) for kind, work in jobs),
            return_exceptions=True)

    with ProcessPoolExecutor() as processes:
        results = asyncio.run(run_all(processes))
    for result in results:
        if isinstance(result, Exception):
            raise result
    return results
