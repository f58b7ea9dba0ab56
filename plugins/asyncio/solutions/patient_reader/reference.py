# reference
import asyncio


async def patient_reader(read, limit, fallback):
    try:
        async with asyncio.timeout(limit) as clock:
            return await read()
    except TimeoutError:
        if clock.expired():
            return fallback
        raise
