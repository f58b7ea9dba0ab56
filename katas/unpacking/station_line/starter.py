def station_line(words):
    """Return (code, name, city); name is a list of words."""
    # Your code goes here.
    return None
