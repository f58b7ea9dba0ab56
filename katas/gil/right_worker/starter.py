def right_worker(jobs):
    """Run each (kind, work) where it belongs; return the results in order."""
