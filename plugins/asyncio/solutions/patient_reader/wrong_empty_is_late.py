# wrong: `or` takes an empty text for a missing one; rejected by: ReturnsAnEmptyText
import asyncio


async def patient_reader(read, limit, fallback):
    text = None
    clock = asyncio.timeout(limit)
    try:
        async with clock:
            text = await read()
    except TimeoutError:
        if not clock.expired():
            raise
    return text or fallback
