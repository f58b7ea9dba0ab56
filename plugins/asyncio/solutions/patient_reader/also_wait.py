# also: asyncio.wait with a limit, and the clean-up by hand
import asyncio


async def patient_reader(read, limit, fallback):
    reading = asyncio.create_task(read())
    try:
        done, _ = await asyncio.wait([reading], timeout=limit)
        if done:
            return reading.result()
    finally:
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)
    return fallback
