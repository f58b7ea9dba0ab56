# wrong: returns results as they come; rejected by: ReturnsResultsInOrder
import asyncio
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def right_worker(jobs):
    async def run_all(threads, processes):
        loop = asyncio.get_running_loop()
        calls = []
        for kind, work in jobs:
            if kind == "waits":
                calls.append(loop.run_in_executor(threads, work))
            elif kind == "computes":
                calls.append(loop.run_in_executor(processes, work))
            else:
                calls.append(work())
        return [await call for call in asyncio.as_completed(calls)]

    for kind, _ in jobs:
        if kind not in ("waits", "computes", "awaits"):
            raise ValueError(f"unknown kind: {kind}")
    with ThreadPoolExecutor(8) as threads, ProcessPoolExecutor() as processes:
        return asyncio.run(run_all(threads, processes))
