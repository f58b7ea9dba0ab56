# wrong: takes finally for "afterwards", so a cancelled kettle speaks too; rejected by: StaysSilentWhenCancelled
import asyncio


async def kettle(seconds, announce):
    text = f"ready after {seconds} s"
    if seconds < 0:
        raise ValueError("seconds must not be negative")
    try:
        await asyncio.sleep(seconds)
    finally:
        announce(text)
    return text
