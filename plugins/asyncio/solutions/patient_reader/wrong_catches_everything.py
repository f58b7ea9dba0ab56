# wrong: a bare except makes every error a fallback, cancellation too; rejected by: PassesOnAnError
import asyncio


async def patient_reader(read, limit, fallback):
    try:
        async with asyncio.timeout(limit):
            return await read()
    except BaseException:
        return fallback
