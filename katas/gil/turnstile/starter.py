import threading


class Turnstile:
    """Counts people on a display that many threads share."""

    def __init__(self, display):
        self.display = display

    def enter(self, people=1):
        """Let people in; return the new number."""

    def leave(self, people=1):
        """Let people out; return the new number."""
