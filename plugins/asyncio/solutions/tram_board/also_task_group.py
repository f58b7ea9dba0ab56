# also: a TaskGroup; a single error is taken out of its group
import asyncio


async def tram_board(stops, ask):
    board = []

    async def fill(row, stop):
        try:
            minutes = await ask(stop)
        except ConnectionError:
            minutes = None
        board[row] = (stop, minutes)

    try:
        async with asyncio.TaskGroup() as group:
            for row, stop in enumerate(stops):
                board.append(None)
                group.create_task(fill(row, stop))
    except ExceptionGroup as errors:
        raise errors.exceptions[0]
    return board
