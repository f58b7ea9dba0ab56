def swing(readings):
    """Return how far the highest reading is above the lowest one."""
    # Your code goes here.
    return None
