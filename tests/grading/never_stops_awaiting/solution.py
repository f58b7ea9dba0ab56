import asyncio


async def kettle(seconds, announce):
    while True:
        await asyncio.sleep(0)
