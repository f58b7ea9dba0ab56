# wrong: believes that threads compute side by side; rejected by: ComputesInAnotherProcess
import asyncio


def right_worker(jobs):
    async def run_all():
        calls = []
        for kind, work in jobs:
            if kind == "awaits":
                calls.append(work())
            elif kind in ("waits", "computes"):
                calls.append(asyncio.to_thread(work))
            else:
                for call in calls:
                    call.close()
                raise ValueError(f"unknown kind: {kind}")
        return await asyncio.gather(*calls, return_exceptions=True)

    results = asyncio.run(run_all())
    for result in results:
        if isinstance(result, Exception):
            raise result
    return results
