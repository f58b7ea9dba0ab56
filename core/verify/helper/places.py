"""A source text whose places are counted in bytes, and the changes that are made to it."""
import bisect


class Source:
    def __init__(self, text):
        self.data = text.encode("utf-8", "surrogateescape")
        self.starts = [0]
        for number, byte in enumerate(self.data):
            if byte == 0x0A:
                self.starts.append(number + 1)

    def at(self, line, column):
        """The offset of what `ast` calls line (from 1) and column (from 0, in bytes)."""
        return self.starts[line - 1] + column

    def line(self, offset):
        return bisect.bisect_right(self.starts, offset)

    def text(self, begin, end):
        return self.data[begin:end].decode("utf-8", "surrogateescape")

    def changed(self, begin, end, text):
        return (self.data[:begin] + text.encode("utf-8", "surrogateescape") + self.data[end:]).decode("utf-8", "surrogateescape")


class Mutants:
    """Collects changes, each once, in the order of their places."""

    def __init__(self, source):
        self.source = source
        self.found = {}

    def add(self, kind, begin, end, text, where=""):
        if self.source.text(begin, end) != text:
            self.found.setdefault((begin, end, text), {"kind": kind, "begin": begin, "end": end, "text": text, "where": where})

    def sorted(self):
        return [self.found[place] for place in sorted(self.found)]
