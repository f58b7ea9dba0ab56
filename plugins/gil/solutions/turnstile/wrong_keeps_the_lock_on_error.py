# wrong: acquire and release without finally; rejected by: WorksAfterAnError
import threading


class Turnstile:
    def __init__(self, display):
        self.display = display
        self.lock = threading.Lock()

    def change(self, by):
        self.lock.acquire()
        inside = self.display.value + by
        if inside < 0:
            raise ValueError("not that many inside")
        self.display.value = inside
        self.lock.release()
        return inside

    def enter(self, people=1):
        if people < 1:
            raise ValueError("people must be at least 1")
        return self.change(people)

    def leave(self, people=1):
        if people < 1:
            raise ValueError("people must be at least 1")
        return self.change(-people)
