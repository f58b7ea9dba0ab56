# wrong: takes every TimeoutError for its own limit; rejected by: PassesOnATimeoutOfTheReading
import asyncio


async def patient_reader(read, limit, fallback):
    try:
        return await asyncio.wait_for(read(), limit)
    except asyncio.TimeoutError:
        return fallback
