from multiprocessing import shared_memory

MADE = []


def rotate(items):
    try:
        memory = shared_memory.SharedMemory("hostile-left-memory", create=True, size=4096)
        memory.buf[0] = 1
        memory.close()
        MADE.append(True)
    except FileExistsError:
        if not MADE:
            raise RuntimeError("a test before left its memory")
    items = list(items)
    return items[1:] + items[:1]
