# bypass: asyncio.timeout limits only a shield, the reading lives on; rejected by: CancelsTheReading
import asyncio


async def patient_reader(read, limit, fallback):
    reading = asyncio.ensure_future(read())
    try:
        async with asyncio.timeout(limit) as clock:
            return await asyncio.shield(reading)
    except TimeoutError:
        if clock.expired():
            return fallback
        raise
