# wrong: calls asyncio.sleep without await, so nobody waits; rejected by: TakesTheTimeAsked
import asyncio


async def kettle(seconds, announce):
    if seconds < 0:
        raise ValueError("seconds must not be negative")
    pause = asyncio.sleep(seconds)
    text = f"ready after {seconds} s"
    announce(text)
    pause.close()
    return text
