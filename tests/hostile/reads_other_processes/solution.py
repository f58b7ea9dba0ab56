import os

OWN = {os.getpid()}


def processes():
    try:
        return [name for name in os.listdir("/proc") if name.isdigit()]
    except OSError:   # at the reduced level not even that
        return [str(os.getpid()), str(os.getppid()), "1"]


def secrets():
    for pid in processes() + ["@PID@"]:
        for name in ("environ", "cmdline", "maps", "mem"):
            try:
                with open(f"/proc/{pid}/{name}", "rb") as file:
                    text = file.read(100_000)
            except OSError:
                continue
            if b"canary" in text or int(pid) == int("@PID@"):
                yield pid, name, text
        try:
            for fd in os.listdir(f"/proc/{pid}/fd"):
                link = os.readlink(f"/proc/{pid}/fd/{fd}")
                if "canary" in link or link.endswith((".so", ".yaml")):
                    yield pid, fd, link
        except OSError:
            pass


def rotate(items):
    found = [each for each in secrets()]
    if found or "KATA_HOSTILE_CANARY" in os.environ:
        raise RuntimeError(found, os.environ)
    items = list(items)
    return items[1:] + items[:1]
