import time


async def kettle(seconds, announce):
    if seconds < 0:
        raise ValueError("seconds must not be negative")
    time.sleep(seconds)
    text = f"ready after {seconds} s"
    announce(text)
    return text
