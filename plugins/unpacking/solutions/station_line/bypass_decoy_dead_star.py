# bypass: unpacks into names that nobody reads, and answers by position; rejected by: TakesAStreamThatIsReadOnce
def station_line(words):
    code, *name, city = ["", "", ""]
    if len(words) == 0 or len(words) == 1:
        raise ValueError(f"not enough words, got {len(words)}")
    name = [words[index] for index in range(1, len(words) - 1)]
    return words[0], name, words[len(words) - 1]
