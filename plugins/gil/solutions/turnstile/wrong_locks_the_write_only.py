# wrong: reads without the lock and takes it only to write; rejected by: LosesNoEntryWhenThreadsMeet
import threading


class Turnstile:
    def __init__(self, display):
        self.display = display
        self.lock = threading.Lock()

    def change(self, by):
        inside = self.display.value + by
        if inside < 0:
            raise ValueError("not that many inside")
        with self.lock:
            self.display.value = inside
        return inside

    def enter(self, people=1):
        if people < 1:
            raise ValueError("people must be at least 1")
        return self.change(people)

    def leave(self, people=1):
        if people < 1:
            raise ValueError("people must be at least 1")
        return self.change(-people)
