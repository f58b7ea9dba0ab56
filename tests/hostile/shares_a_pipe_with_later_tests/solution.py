# Descriptors that were made when the module was loaded: what one test writes there no other may read.
import os
import socket

read, write = os.pipe()
os.set_blocking(read, False)
here, there = socket.socketpair()
here.setblocking(False)
counter = os.eventfd(0, os.EFD_NONBLOCK)
marker = open("marker", "w+b", buffering=0)
own = os.getpid()
first = True


def told_by_another():
    told = []
    for look in (lambda: os.read(read, 1), lambda: here.recv(1), lambda: os.eventfd_read(counter)):
        try:
            told.append(look())
        except BlockingIOError:
            pass
    marker.seek(0)
    return told + ([marker.read()] if os.fstat(marker.fileno()).st_size else [])


def rotate(items):
    global first
    if first and told_by_another():
        raise RuntimeError("another test was here")
    first = False
    os.write(write, b"x")
    there.send(b"x")
    os.eventfd_write(counter, 1)
    marker.write(b"x")
    items = list(items)
    return items[1:] + items[:1]
