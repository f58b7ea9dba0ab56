# bypass: async def and await are there, but unused; a timer starts with the call; rejected by: CountsFromTheAwait
import asyncio


async def _slow_kettle(seconds, announce):
    await asyncio.sleep(seconds)
    announce(f"ready after {seconds} s")


def kettle(seconds, announce):
    loop = asyncio.get_running_loop()
    done = loop.create_future()

    def ready():
        if done.cancelled():
            return
        try:
            text = f"ready after {seconds} s"
            announce(text)
            done.set_result(text)
        except Exception as error:
            done.set_exception(error)

    if seconds < 0:
        done.set_exception(ValueError("seconds must not be negative"))
    else:
        loop.call_later(seconds, ready)
    return done
