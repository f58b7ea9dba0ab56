# bypass: trusts the GIL; rejected by: LosesNoEntryWhenThreadsMeet
class Turnstile:
    def __init__(self, display):
        self.display = display

    def enter(self, people=1):
        if people < 1:
            raise ValueError("people must be at least 1")
        self.display.value += people
        return self.display.value

    def leave(self, people=1):
        if people < 1:
            raise ValueError("people must be at least 1")
        if self.display.value < people:
            raise ValueError("not that many inside")
        self.display.value -= people
        return self.display.value
