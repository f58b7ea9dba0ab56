# wrong: believes that a name is always one word; rejected by: ReadsANameOfTwoWords
def station_line(words):
    code, name, city = words
    return code, [name], city
