# wrong: rows stand in the order of the answers; rejected by: KeepsTheOrderOfTheStops
import asyncio


async def tram_board(stops, ask):
    board = []

    async def fill(stop):
        minutes = None
        try:
            minutes = await ask(stop)
        except ConnectionError:
            pass
        board.append((stop, minutes))

    await asyncio.gather(*map(fill, stops))
    return board
