# wrong: fills missing words with None instead of complaining; rejected by: RefusesASingleWord
def station_line(words):
    words = list(words)
    while len(words) < 2:
        words.append(None)
    code, *name, city = words
    return code, name, city
