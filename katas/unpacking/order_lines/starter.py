def order_lines(orders):
    """Return one line of text per order."""
    # Your code goes here.
    return None
