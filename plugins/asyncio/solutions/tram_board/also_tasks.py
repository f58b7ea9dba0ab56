# also: makes all tasks first, then awaits them in order
import asyncio


async def tram_board(stops, ask):
    asked = [(stop, asyncio.create_task(ask(stop))) for stop in stops]
    board = []
    for stop, task in asked:
        try:
            minutes = await task
        except ConnectionError:
            minutes = None
        board.append((stop, minutes))
    return board
