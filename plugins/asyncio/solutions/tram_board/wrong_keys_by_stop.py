# wrong: collects in a dict, so a stop named twice shows once; rejected by: AsksARepeatedStopTwice
import asyncio


async def tram_board(stops, ask):
    minutes = {}

    async def fill(stop):
        minutes[stop] = None
        try:
            minutes[stop] = await ask(stop)
        except ConnectionError:
            return

    async with asyncio.TaskGroup() as group:
        for stop in stops:
            group.create_task(fill(stop))
    return list(minutes.items())
