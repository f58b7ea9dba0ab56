def rotate(items):
    """Your code goes here."""
