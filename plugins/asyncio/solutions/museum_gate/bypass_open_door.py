# bypass: no limit at all; rejected by: NeverLetsTooManyIn
import asyncio


async def museum_gate(visitors, visit, places):
    if places < 1:
        raise ValueError("places must be at least 1")
    return await asyncio.gather(
        *map(visit, visitors), return_exceptions=True)
