# reference
import asyncio
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def right_worker(jobs):
    for kind, _ in jobs:
        if kind not in ("waits", "computes", "awaits"):
            raise ValueError(f"unknown kind: {kind}")
    with ThreadPoolExecutor(8) as threads, ProcessPoolExecutor() as processes:
        pools = {"waits": threads, "computes": processes}
        results = asyncio.run(_run_all(jobs, pools))
    for result in results:
        if isinstance(result, Exception):
            raise result
    return results


async def _run_all(jobs, pools):
    loop = asyncio.get_running_loop()
    return await asyncio.gather(
        *(loop.run_in_executor(pools[kind], work) if kind in pools
          else work() for kind, work in jobs),
        return_exceptions=True)
