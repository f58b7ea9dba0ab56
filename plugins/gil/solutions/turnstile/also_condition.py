# also: a Condition and a flag instead of a plain lock
import contextlib
import threading


class Turnstile:
    def __init__(self, display):
        self.display = display
        self.free = threading.Condition()
        self.busy = False

    @contextlib.contextmanager
    def alone(self):
        with self.free:
            self.free.wait_for(lambda: not self.busy)
            self.busy = True
        try:
            yield
        finally:
            with self.free:
                self.busy = False
                self.free.notify()

    def turn(self, change):
        with self.alone():
            inside = self.display.value + change
            if inside < 0:
                raise ValueError("not that many inside")
            self.display.value = inside
            return inside

    def enter(self, people=1):
        if people < 1:
            raise ValueError("people must be at least 1")
        return self.turn(people)

    def leave(self, people=1):
        if people < 1:
            raise ValueError("people must be at least 1")
        return self.turn(-people)
