# also: asyncio.wait, one finished task at a time
import asyncio


async def fastest_mirror(mirrors, fetch):
    pending = {asyncio.create_task(fetch(mirror)) for mirror in mirrors}
    try:
        while pending:
            done, pending = await asyncio.wait(
                pending, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                if not isinstance(task.exception(), OSError):
                    return task.result()
        raise LookupError("no mirror answered")
    finally:
        for task in pending:
            task.cancel()
        if pending:
            await asyncio.wait(pending)
