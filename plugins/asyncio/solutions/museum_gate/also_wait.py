# also: starts the next visit whenever asyncio.wait tells of a free place
import asyncio


async def museum_gate(visitors, visit, places):
    if places < 1:
        raise ValueError("places must be at least 1")
    everyone, inside = [], set()
    for visitor in visitors:
        if len(inside) == places:
            _, inside = await asyncio.wait(
                inside, return_when=asyncio.FIRST_COMPLETED)
        task = asyncio.create_task(visit(visitor))
        everyone.append(task)
        inside.add(task)
    return await asyncio.gather(*everyone, return_exceptions=True)
