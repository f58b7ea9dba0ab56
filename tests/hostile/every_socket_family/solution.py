import socket

REACHED = []
for family in range(1, 64):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
        try:
            with socket.socket(family, kind) as made:
                if family not in (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6) or kind == socket.SOCK_RAW and family != socket.AF_UNIX:
                    REACHED.append((family, kind))
        except OSError:
            pass
for address in ("\0@SOCKET@", "/run/docker.sock", "/var/run/dbus/system_bus_socket"):
    with socket.socket(socket.AF_UNIX) as caller:
        try:
            caller.connect(address)
            REACHED.append(address)
        except OSError:
            pass
try:
    socket.create_connection(("127.0.0.1", int("@PORT@")), 0.1)
    REACHED.append("loopback")
except OSError:
    pass


def rotate(items):
    if REACHED:
        raise RuntimeError(REACHED)
    items = list(items)
    return items[1:] + items[:1]
