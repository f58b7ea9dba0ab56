# reference
import asyncio
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def right_worker(jobs):
    for kind, _ in jobs:
        if kind not in ("waits", "computes", "awaits"):
            raise ValueError(f"unknown kind: {kind}")
    return asyncio.run(_run_all(jobs))


async def _run_all(jobs):
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(8) as threads, ProcessPoolExecutor() as processes:
        pools = {"waits": threads, "computes": processes}
        results = await asyncio.gather(
            *(loop.run_in_executor(pools[kind], work) if kind in pools
              else work() for kind, work in jobs),
            return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):
            raise result
    return results
