# wrong: finds the unknown kind only after earlier jobs have begun; rejected by: RefusesAnUnknownKindFirst
import asyncio
from concurrent.futures import ProcessPoolExecutor


def right_worker(jobs):
    async def run_all():
        loop = asyncio.get_running_loop()
        tasks = []
        with ProcessPoolExecutor() as processes:
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
            await asyncio.wait(tasks) if tasks else None
        return [task.result() for task in tasks]

    return asyncio.run(run_all())
