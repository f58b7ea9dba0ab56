def double(number):
    while True: pass   # one line, so that it is known where it was
