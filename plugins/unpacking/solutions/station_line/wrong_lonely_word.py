# wrong: gives a name of one word as a text instead of a list; rejected by: KeepsANameOfOneWordInAList
def station_line(words):
    code, *name, city = words
    if len(name) == 1:
        [name] = name
    return code, name, city
