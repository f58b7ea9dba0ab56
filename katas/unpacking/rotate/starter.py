def rotate(items):
    """Return a new list with the first item moved to the end."""
    # Your code goes here.
    return None
