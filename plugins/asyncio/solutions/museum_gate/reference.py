# reference
import asyncio


async def museum_gate(visitors, visit, places):
    if places < 1:
        raise ValueError("places must be at least 1")
    gate = asyncio.Semaphore(places)

    async def enter(visitor):
        async with gate:
            return await visit(visitor)

    return await asyncio.gather(*map(enter, visitors), return_exceptions=True)
