# bypass: looks ten times a second whether the text is there; rejected by: GivesUpExactlyAtTheLimit
import asyncio


async def patient_reader(read, limit, fallback):
    reading = asyncio.create_task(read())
    waited = 0
    try:
        while not reading.done():
            if limit is not None and waited >= limit:
                return fallback
            step = 0.1 if limit is not None else 3600
            await asyncio.sleep(step)
            waited += step
        return reading.result()
    finally:
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)
