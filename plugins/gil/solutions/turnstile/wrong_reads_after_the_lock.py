# wrong: answers with what the display shows later, perhaps another's number; rejected by: GivesEachEntryItsOwnNumber
import threading


class Turnstile:
    def __init__(self, display):
        self.display = display
        self.lock = threading.Lock()

    def enter(self, people=1):
        if people < 1:
            raise ValueError("people must be at least 1")
        with self.lock:
            self.display.value += people
        return self.display.value

    def leave(self, people=1):
        if people < 1:
            raise ValueError("people must be at least 1")
        with self.lock:
            if self.display.value < people:
                raise ValueError("not that many inside")
            self.display.value -= people
        return self.display.value
