# wrong: time.sleep in a coroutine holds up the whole loop; rejected by: TakesTheTimeAsked
import time


async def kettle(seconds, announce):
    if seconds < 0:
        raise ValueError("seconds must not be negative")
    text = f"ready after {seconds} s"
    if seconds:
        time.sleep(seconds)
    announce(text)
    return text
