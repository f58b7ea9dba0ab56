# also: takes the code off first, the city second
def station_line(words):
    parts = [*words]
    if len(parts) < 2:
        raise ValueError("too few words: got %d" % len(parts))
    code, *rest = parts
    *name, city = rest
    return (code, name, city)
