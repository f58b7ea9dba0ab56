def run_command(line, handlers):
    """Run one line of text with the handler that it names."""
    # Your code goes here.
    return None
