# wrong: lists people as they leave; rejected by: ReturnsResultsInOrder
import asyncio


async def museum_gate(visitors, visit, places):
    if places < 1:
        raise ValueError("places must be at least 1")
    gate = asyncio.Semaphore(places)
    results = []

    async def enter(visitor):
        async with gate:
            try:
                results.append(await visit(visitor))
            except Exception as error:
                results.append(error)

    async with asyncio.TaskGroup() as group:
        for visitor in visitors:
            group.create_task(enter(visitor))
    return results
