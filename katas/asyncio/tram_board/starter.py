import asyncio


async def tram_board(stops, ask):
    """Ask all stops at once; return [(stop, minutes), ...] in their order."""
