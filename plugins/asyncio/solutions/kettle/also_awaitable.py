# also: an object whose __await__ does the work
import asyncio


class kettle:
    def __init__(self, seconds, announce):
        self.seconds = seconds
        self.announce = announce

    def __await__(self):
        if self.seconds < 0:
            raise ValueError("seconds must not be negative")
        yield from asyncio.sleep(self.seconds).__await__()
        text = f"ready after {self.seconds} s"
        self.announce(text)
        return text
