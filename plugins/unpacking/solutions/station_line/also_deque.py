# also: takes both ends off a double-ended queue and counts by itself
from collections import deque


def station_line(words):
    line = deque(words)
    if len(line) < 2:
        raise ValueError(f"need a code and a city, got {len(line)}")
    code = line.popleft()
    city = line.pop()
    return code, list(line), city
