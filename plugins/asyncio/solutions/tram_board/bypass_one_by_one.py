# bypass: awaits each sensor before it asks the next; rejected by: AsksAllStopsTogether
async def tram_board(stops, ask):
    board = []
    for stop in stops:
        try:
            minutes = await ask(stop)
        except ConnectionError:
            minutes = None
        board.append((stop, minutes))
    return board
