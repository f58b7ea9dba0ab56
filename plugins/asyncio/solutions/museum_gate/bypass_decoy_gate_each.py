# bypass: a semaphore is there, but each visitor gets a new one; rejected by: NeverLetsTooManyIn
import asyncio


async def museum_gate(visitors, visit, places):
    if places < 1:
        raise ValueError("places must be at least 1")

    async def enter(visitor):
        async with asyncio.Semaphore(places):
            return await visit(visitor)

    return await asyncio.gather(
        *map(enter, visitors), return_exceptions=True)
