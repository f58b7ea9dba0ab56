# wrong: takes every error for a silent sensor; rejected by: PassesOtherErrorsOn
import asyncio


async def tram_board(stops, ask):
    stops = list(stops)
    answers = await asyncio.gather(
        *map(ask, stops), return_exceptions=True)
    return [(stop, None if isinstance(answer, Exception) else answer)
            for stop, answer in zip(stops, answers)]
