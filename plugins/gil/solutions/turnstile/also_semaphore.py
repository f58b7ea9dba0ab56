# also: a semaphore with one permit, taken and given back by hand
import threading


class Turnstile:
    def __init__(self, display):
        self.display = display
        self.permit = threading.Semaphore(1)

    def enter(self, people=1):
        if people < 1:
            raise ValueError("people must be at least 1")
        return self._change(people)

    def leave(self, people=1):
        if people < 1:
            raise ValueError("people must be at least 1")
        return self._change(-people)

    def _change(self, by):
        self.permit.acquire()
        try:
            inside = self.display.value + by
            if inside < 0:
                raise ValueError("not that many inside")
            self.display.value = inside
        finally:
            self.permit.release()
        return inside
