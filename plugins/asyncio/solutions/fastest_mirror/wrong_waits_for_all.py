# wrong: gathers all answers before it chooses; rejected by: TakesTheQuickestAnswer
import asyncio


async def fastest_mirror(mirrors, fetch):
    answers = await asyncio.gather(
        *map(fetch, mirrors), return_exceptions=True)
    for answer in answers:
        if not isinstance(answer, BaseException):
            return answer
        if not isinstance(answer, OSError):
            raise answer
    raise LookupError("no mirror answered")
