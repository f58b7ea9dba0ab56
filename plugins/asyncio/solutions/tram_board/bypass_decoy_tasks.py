# bypass: makes tasks, but awaits each at once; rejected by: AsksAllStopsTogether
import asyncio


async def tram_board(stops, ask):
    board = []
    for stop in stops:
        task = asyncio.create_task(ask(stop))
        try:
            minutes = await task
        except ConnectionError:
            minutes = None
        board.append((stop, minutes))
    return board
