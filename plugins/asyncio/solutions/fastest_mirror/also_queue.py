# also: every racer reports to a queue; a TaskGroup sees to the end of all
import asyncio


async def fastest_mirror(mirrors, fetch):
    reports = asyncio.Queue()

    async def race(mirror):
        try:
            reports.put_nowait((True, await fetch(mirror)))
        except Exception as error:
            reports.put_nowait((False, error))

    async with asyncio.TaskGroup() as group:
        racers = [group.create_task(race(mirror)) for mirror in mirrors]
        outcome = LookupError("no mirror answered")
        won = False
        for _ in racers:
            good, report = await reports.get()
            if good or not isinstance(report, OSError):
                won, outcome = good, report
                break
        for racer in racers:
            racer.cancel()
    if won:
        return outcome
    raise outcome
