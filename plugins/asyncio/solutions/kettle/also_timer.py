# also: a timer of the loop sets an event that the coroutine awaits
import asyncio


async def kettle(seconds, announce):
    if seconds < 0:
        raise ValueError("seconds must not be negative")
    boiled = asyncio.Event()
    timer = asyncio.get_running_loop().call_later(seconds, boiled.set)
    try:
        await boiled.wait()
    finally:
        timer.cancel()
    text = f"ready after {seconds} s"
    announce(text)
    return text
