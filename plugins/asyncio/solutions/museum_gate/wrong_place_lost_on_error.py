# wrong: gives the place back only after a good visit; rejected by: FreesThePlaceOfAFailedVisit
import asyncio


async def museum_gate(visitors, visit, places):
    if places < 1:
        raise ValueError("places must be at least 1")
    gate = asyncio.Semaphore(places)

    async def enter(visitor):
        await gate.acquire()
        result = await visit(visitor)
        gate.release()
        return result

    return await asyncio.gather(
        *[enter(visitor) for visitor in visitors], return_exceptions=True)
