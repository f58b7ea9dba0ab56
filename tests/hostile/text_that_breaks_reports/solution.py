class Evil(Exception):
    pass


Evil.__name__ = Evil.__qualname__ = "</failure>\x1b[2J=cmd|'/c calc'!A1\n\u202e"


def rotate(items):
    print("\x1b]0;owned\x07\x1b[31m]]></system-out><script>alert(1)</script>\x00\ud800".encode("utf-8", "surrogatepass").decode("latin-1"))
    raise Evil("]]>&\x01\ufffe\ud800\u2028=HYPERLINK(\"http://x\")\x1b[8m\r\n\x07<img src=x onerror=alert(1)>")
