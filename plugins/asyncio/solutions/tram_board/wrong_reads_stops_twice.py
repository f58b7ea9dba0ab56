# wrong: walks through the stops a second time, when a generator is empty; rejected by: ReadsTheStopsOnce
import asyncio


async def tram_board(stops, ask):
    answers = await asyncio.gather(
        *[ask(stop) for stop in stops], return_exceptions=True)
    board = []
    for stop, answer in zip(stops, answers):
        if isinstance(answer, ConnectionError):
            answer = None
        elif isinstance(answer, Exception):
            raise answer
        board.append((stop, answer))
    return board
