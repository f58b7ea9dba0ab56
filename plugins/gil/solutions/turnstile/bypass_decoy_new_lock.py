# bypass: a lock is taken, but each call makes a new one; rejected by: LosesNoEntryWhenThreadsMeet
import threading


class Turnstile:
    def __init__(self, display):
        self.display = display
        self.lock = threading.Lock()

    def enter(self, people=1):
        if people < 1:
            raise ValueError("people must be at least 1")
        with threading.Lock():
            inside = self.display.value + people
            self.display.value = inside
            return inside

    def leave(self, people=1):
        if people < 1:
            raise ValueError("people must be at least 1")
        with threading.Lock():
            inside = self.display.value - people
            if inside < 0:
                raise ValueError("not that many inside")
            self.display.value = inside
            return inside
