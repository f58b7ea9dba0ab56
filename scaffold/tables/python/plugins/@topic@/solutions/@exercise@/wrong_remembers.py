# wrong: goes on with what the call before has seen; rejected by: StartsAfresh
seen = set()


def swing(readings):
    seen.update(readings)
    return max(seen) - min(seen) if seen else 0
