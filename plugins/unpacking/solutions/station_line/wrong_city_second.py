# wrong: expects the city right after the code; rejected by: ReadsANameOfTwoWords
def station_line(words):
    parts = iter(words)
    try:
        code, city = next(parts), next(parts)
    except StopIteration:
        raise ValueError(f"got {len(words)}") from None
    return code, list(parts), city
