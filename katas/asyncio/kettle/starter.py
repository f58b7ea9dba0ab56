import asyncio


async def kettle(seconds, announce):
    """Wait without blocking, then announce that the water is ready."""
