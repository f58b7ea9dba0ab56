import os


async def kettle(seconds, announce):
    nobody, _ = os.pipe()
    os.read(nobody, 1)
