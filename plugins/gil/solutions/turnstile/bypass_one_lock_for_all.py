# bypass: one lock for every turnstile of the stadium; rejected by: DoesNotHoldUpAnotherTurnstile
import threading

LOCK = threading.Lock()


class Turnstile:
    def __init__(self, display):
        self.display = display

    def enter(self, people=1):
        if people < 1:
            raise ValueError("people must be at least 1")
        with LOCK:
            inside = self.display.value + people
            self.display.value = inside
            return inside

    def leave(self, people=1):
        if people < 1:
            raise ValueError("people must be at least 1")
        with LOCK:
            inside = self.display.value - people
            if inside < 0:
                raise ValueError("not that many inside")
            self.display.value = inside
            return inside
