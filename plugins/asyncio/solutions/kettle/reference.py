# reference
import asyncio


async def kettle(seconds, announce):
    if seconds < 0:
        raise ValueError("seconds must not be negative")
    await asyncio.sleep(seconds)
    text = f"ready after {seconds} s"
    announce(text)
    return text
