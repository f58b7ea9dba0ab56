# bypass: the call already starts a task, with or without await; rejected by: CallingAloneAnnouncesNothing
import asyncio


def kettle(seconds, announce):
    return asyncio.ensure_future(_boil(seconds, announce))


async def _boil(seconds, announce):
    if seconds < 0:
        raise ValueError("seconds must not be negative")
    await asyncio.sleep(seconds)
    text = f"ready after {seconds} s"
    announce(text)
    return text
