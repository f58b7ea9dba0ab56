# bypass: one kettle at a time, the others queue up; rejected by: BoilsSeveralAtOnce
import asyncio

STOVE = []


async def kettle(seconds, announce):
    if seconds < 0:
        raise ValueError("seconds must not be negative")
    while STOVE:
        await asyncio.sleep(STOVE[0])
    STOVE.append(seconds)
    try:
        await asyncio.sleep(seconds)
    finally:
        STOVE.clear()
    text = f"ready after {seconds} s"
    announce(text)
    return text
