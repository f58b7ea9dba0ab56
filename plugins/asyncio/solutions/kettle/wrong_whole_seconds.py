# wrong: counts the seconds down one by one and loses the rest; rejected by: TakesPartsOfASecond
import asyncio


async def kettle(seconds, announce):
    if seconds < 0:
        raise ValueError("seconds must not be negative")
    for _ in range(int(seconds)):
        await asyncio.sleep(1)
    text = f"ready after {seconds} s"
    announce(text)
    return text
