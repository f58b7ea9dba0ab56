import sys
import threading


def handover_log(step, rounds):
    """Count how often two threads hand the GIL to each other."""
