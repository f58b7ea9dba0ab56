import asyncio


async def patient_reader(read, limit, fallback):
    """Return what read() gives, or fallback after limit seconds."""
