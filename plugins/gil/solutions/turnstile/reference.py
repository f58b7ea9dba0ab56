# reference
import threading


class Turnstile:
    def __init__(self, display):
        self._display = display
        self._lock = threading.Lock()

    def enter(self, people=1):
        if people < 1:
            raise ValueError("people must be at least 1")
        with self._lock:
            inside = self._display.value + people
            self._display.value = inside
            return inside

    def leave(self, people=1):
        if people < 1:
            raise ValueError("people must be at least 1")
        with self._lock:
            inside = self._display.value - people
            if inside < 0:
                raise ValueError("not that many inside")
            self._display.value = inside
            return inside
