async def kettle(seconds, announce):
    count = 0
    while True: count += 1
