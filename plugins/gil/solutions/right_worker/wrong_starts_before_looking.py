# wrong: finds the unknown kind only after earlier jobs have begun; rejected by: RefusesAnUnknownKindFirst
import asyncio
from concurrent.futures import ProcessPoolExecutor


def right_worker(jobs):
    async def run_all(processes):
        loop = asyncio.get_running_loop()
        tasks = []
        for kind, work in jobs:
            match kind:
                case "waits":
                    tasks.append(loop.run_in_executor(None, work))
                case "computes":
                    tasks.append(loop.run_in_executor(processes, work))
                case "awaits":
                    tasks.append(asyncio.create_task(work()))
                case _:
                    raise ValueError(f"unknown kind: {kind}")
        if tasks:
            await asyncio.wait(tasks)
        return [task.result() for task in tasks]

    with ProcessPoolExecutor() as processes:
        return asyncio.run(run_all(processes))
