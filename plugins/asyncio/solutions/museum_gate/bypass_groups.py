# bypass: lets people in by groups and waits for the last of each; rejected by: KeepsEveryPlaceTaken
import asyncio


async def museum_gate(visitors, visit, places):
    if places < 1:
        raise ValueError("places must be at least 1")
    visitors = list(visitors)
    results = []
    for start in range(0, len(visitors), places):
        group = visitors[start:start + places]
        results += await asyncio.gather(
            *map(visit, group), return_exceptions=True)
    return results
