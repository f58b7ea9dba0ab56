# wrong: reads a cancellation from outside as lateness; rejected by: PassesOnACancellation
import asyncio


async def patient_reader(read, limit, fallback):
    reading = asyncio.create_task(read())
    timer = None
    if limit is not None:
        loop = asyncio.get_running_loop()
        timer = loop.call_later(limit, reading.cancel)
    try:
        return await reading
    except asyncio.CancelledError:
        return fallback
    finally:
        if timer:
            timer.cancel()
