# wrong: takes an empty answer for none; rejected by: TakesAnEmptyAnswer
import asyncio


async def fastest_mirror(mirrors, fetch):
    async def good(mirror):
        try:
            return await fetch(mirror)
        except OSError:
            return None

    tasks = [asyncio.create_task(good(mirror)) for mirror in mirrors]
    try:
        for answer in asyncio.as_completed(tasks):
            if data := await answer:
                return data
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    raise LookupError("no mirror answered")
