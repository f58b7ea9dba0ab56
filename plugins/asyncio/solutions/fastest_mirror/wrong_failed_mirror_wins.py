# wrong: the first to finish wins, even if it failed; rejected by: SkipsAFailedMirror
import asyncio


async def fastest_mirror(mirrors, fetch):
    if not mirrors:
        raise LookupError("no mirror answered")
    tasks = [asyncio.create_task(fetch(mirror)) for mirror in mirrors]
    done, pending = await asyncio.wait(
        tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    return done.pop().result()
