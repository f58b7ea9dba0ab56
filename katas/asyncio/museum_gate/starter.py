import asyncio


async def museum_gate(visitors, visit, places):
    """Let at most `places` visitors in at a time; return all results in order."""
