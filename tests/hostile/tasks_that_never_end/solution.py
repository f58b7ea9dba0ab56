import asyncio


async def spin():
    while True:
        await asyncio.sleep(0)


async def kettle(seconds, announce):
    if seconds < 0:
        raise ValueError("seconds must not be negative")
    if seconds == 90:
        await spin()
    asyncio.create_task(asyncio.sleep(1000))
    await asyncio.sleep(seconds)
    text = f"ready after {seconds} s"
    announce(text)
    return text
