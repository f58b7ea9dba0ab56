# reference
import asyncio


async def tram_board(stops, ask):
    async def line(stop):
        try:
            return stop, await ask(stop)
        except ConnectionError:
            return stop, None

    return await asyncio.gather(*(line(stop) for stop in stops))
