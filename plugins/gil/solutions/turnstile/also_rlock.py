# also: a lock that the same thread may take again, and += on the display
from threading import RLock


class Turnstile:
    def __init__(self, display):
        self.display = display
        self.lock = RLock()

    def enter(self, people=1):
        if people < 1:
            raise ValueError("people must be at least 1")
        with self.lock:
            self.display.value += people
            return self.inside()

    def leave(self, people=1):
        if people < 1:
            raise ValueError("people must be at least 1")
        with self.lock:
            if self.inside() < people:
                raise ValueError("not that many inside")
            self.display.value -= people
            return self.inside()

    def inside(self):
        with self.lock:
            return self.display.value
