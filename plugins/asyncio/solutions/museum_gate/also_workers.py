# also: as many workers as places, fed by one queue
import asyncio


async def museum_gate(visitors, visit, places):
    if places < 1:
        raise ValueError("places must be at least 1")
    waiting = asyncio.Queue()
    for entry in enumerate(visitors):
        waiting.put_nowait(entry)
    results = [None] * waiting.qsize()

    async def place():
        while not waiting.empty():
            number, visitor = waiting.get_nowait()
            try:
                results[number] = await visit(visitor)
            except Exception as error:
                results[number] = error

    async with asyncio.TaskGroup() as group:
        for _ in range(min(places, len(results))):
            group.create_task(place())
    return results
