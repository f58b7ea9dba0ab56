# bypass: gather stands in a function that nobody calls; rejected by: TakesAsLongAsTheSlowestStop
import asyncio


async def _together(stops, ask):
    return await asyncio.gather(*(_line(stop, ask) for stop in stops))


async def _line(stop, ask):
    try:
        return stop, await ask(stop)
    except ConnectionError:
        return stop, None


async def tram_board(stops, ask):
    return [await _line(stop, ask) for stop in stops]
