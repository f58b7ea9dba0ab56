# reference
def station_line(words):
    code, *name, city = words
    return code, name, city
