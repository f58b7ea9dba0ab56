# bypass: returns the winner and forgets the rest; rejected by: LeavesNothingRunning
import asyncio


async def fastest_mirror(mirrors, fetch):
    tasks = [asyncio.create_task(fetch(mirror)) for mirror in mirrors]
    for answer in asyncio.as_completed(tasks):
        try:
            return await answer
        except OSError:
            continue
    raise LookupError("no mirror answered")
