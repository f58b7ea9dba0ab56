# wrong: counts by hand and lets one too many in; rejected by: NeverLetsTooManyIn
import asyncio


async def museum_gate(visitors, visit, places):
    if places < 1:
        raise ValueError("places must be at least 1")
    inside = 0
    somebody_left = asyncio.Condition()

    async def enter(visitor):
        nonlocal inside
        async with somebody_left:
            await somebody_left.wait_for(lambda: inside <= places)
            inside += 1
        try:
            return await visit(visitor)
        finally:
            async with somebody_left:
                inside -= 1
                somebody_left.notify()

    return await asyncio.gather(
        *map(enter, visitors), return_exceptions=True)
