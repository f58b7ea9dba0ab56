# bypass: counts positions in the caller's words; rejected by: TakesAStreamThatIsReadOnce
def station_line(words):
    if len(words) < 2:
        raise ValueError(f"got {len(words)}")
    return words[0], list(words[1:-1]), words[-1]
