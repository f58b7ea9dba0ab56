# bypass: answers in time, but lets the reading go on; rejected by: CancelsTheReading
import asyncio


async def patient_reader(read, limit, fallback):
    reading = asyncio.create_task(read())
    done, _ = await asyncio.wait([reading], timeout=limit)
    return reading.result() if done else fallback
