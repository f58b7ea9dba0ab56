# bypass: cancel and gather are there, but only for tasks that are done; rejected by: LeavesNothingRunning
import asyncio


async def _stop(tasks):
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def fastest_mirror(mirrors, fetch):
    pending = {asyncio.create_task(fetch(mirror)) for mirror in mirrors}
    while pending:
        done, pending = await asyncio.wait(
            pending, return_when=asyncio.FIRST_COMPLETED)
        await _stop([task for task in done if task.exception()])
        for task in done:
            if not isinstance(task.exception(), OSError):
                return task.result()
    raise LookupError("no mirror answered")
