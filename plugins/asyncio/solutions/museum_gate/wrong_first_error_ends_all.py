# wrong: a TaskGroup lets the first failed visit send everyone home; rejected by: KeepsAnErrorInItsPlace
import asyncio


async def museum_gate(visitors, visit, places):
    if places < 1:
        raise ValueError("places must be at least 1")
    gate = asyncio.Semaphore(places)

    async def enter(visitor):
        async with gate:
            return await visit(visitor)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(enter(visitor)) for visitor in visitors]
    return [task.result() for task in tasks]
