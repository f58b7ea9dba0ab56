# bypass: pools are opened, but everything runs in the caller's thread; rejected by: ComputesInAnotherProcess
import asyncio
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def right_worker(jobs):
    for kind, _ in jobs:
        if kind not in ("waits", "computes", "awaits"):
            raise ValueError(f"unknown kind: {kind}")
    with ThreadPoolExecutor(8) as threads, ProcessPoolExecutor() as processes:
        workers = {"waits": threads, "computes": processes}
        return [_do(kind, work, workers) for kind, work in _calm(jobs)]


def _calm(jobs):
    first_error = None
    done = []
    for kind, work in jobs:
        try:
            result = work()
            if kind == "awaits":
                result = asyncio.run(_awaited(result))
            done.append((kind, result))
        except Exception as error:
            first_error = first_error or error
    if first_error:
        raise first_error
    return done


async def _awaited(coroutine):
    return await coroutine


def _do(kind, result, workers):
    workers.get(kind)
    return result
